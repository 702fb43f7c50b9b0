/** Families of emoji and emoticons that people use for the same feeling; a rare one is read like the others of its family. */
const FAMILIES: Readonly<Record<string, string>> = {
  laughter: '😂 🤣 😆 😹 😄 😅 😁 😃 😀 😝 😜 🤪 😛 xd x) =d :d 8d :p =p ;p ;d xp',
  smile: '🙂 😊 ☺ 😌 😇 🤗 😺 😸 😉 😏 😋 🤠 :) =) :] =] :-) (: ^^ ^_^ :3 :c) ;) ;-) :\')',
  love: '❤ 🧡 💛 💚 💙 💜 🖤 🤍 🤎 💕 💖 💗 💓 💞 💘 💝 💟 ❣ ♥ 😍 🥰 😘 😗 😙 😚 😻 💋 🤩 <3 <33 <333 :*',
  praise: '👍 👏 🙌 💪 👌 💯 🔥 🎉 🥳 🎊 ✨ 🏆 🤝 🙏 ✌ 😎 🤘 💃 🕺 \\o/',
  tears: '😭 😢 😿 😥 :\'( =\'( t_t ;_; ;-;',
  sorrow: '😔 😞 😟 🙁 ☹ 😩 😫 😪 😓 💔 🥺 😣 😖 😕 🥀 :( =( :-( :c :[ ):',
  anger: '😠 😡 🤬 😤 👿 💢 🖕 😾 >:( >:o >:/',
  disgust: '🤢 🤮 🤧 💩 😷 🤒',
  fear: '😱 😨 😰 😧 😦 🙀 👻 😬 d:',
  wonder: '😮 😯 😲 🤯 😳 😵 🤔 🧐 ❓ ❔ ⁉ 🤨 :o :0 =o o_o o.o',
  coolness: '🙄 😒 😑 😐 🤷 🤦 🙃 😶 😴 🥱 :/ :\\ =/ :-/ :| :-| -_- -.-',
};

const FAMILY_OF: ReadonlyMap<string, string> = new Map(Object.entries(FAMILIES).flatMap(([family, members]) => members.split(' ').map((member) => [member, family])));

/** Returns the family of an emoji (without skin tone or variation) or of an emoticon in lower case: `"tears"`; `undefined` where it has none. */
export function pictographFamily(pictograph: string): string | undefined {
  return FAMILY_OF.get(pictograph);
}
