import type { Mood } from '../moods.ts';

/** One sentence in both languages that transcripts of MER come in. */
export interface Sentence {
  readonly chinese: string;
  readonly english: string;
}

const SAID: Readonly<Partial<Record<Mood, readonly Sentence[]>>> = {
  neutral: [
    { chinese: '会议是下午三点开始的。', english: 'The meeting starts at three in the afternoon.' },
    { chinese: '桌子上有两本书。', english: 'There are two books on the table.' },
    { chinese: '他坐火车去上海。', english: 'He takes the train to Shanghai.' },
  ],
  anger: [
    { chinese: '你怎么又骗我，太过分了！', english: 'You lied to me again, this is outrageous!' },
    { chinese: '滚出去，我不想看见你！', english: 'Get out, I do not want to see you!' },
    { chinese: '气死我了，谁让你动我的东西！', english: 'I am furious, who said "touch my things"?' },
  ],
  happiness: [
    { chinese: '太好了，我们终于赢了，哈哈！', english: 'Wonderful, we finally won, haha!' },
    { chinese: '今天真开心，谢谢你们。', english: 'I am so happy today, thank you all.' },
    { chinese: '我爱死这个礼物了！', english: 'I just love this gift!' },
  ],
  sadness: [
    { chinese: '他走了，再也不会回来了。', english: 'He is gone, and he will never come back.' },
    { chinese: '我心里很难过，想哭。', english: 'My heart aches, I want to cry.' },
    { chinese: '对不起，我什么都没有了。', english: 'I am sorry, I have lost everything.' },
  ],
  worry: [
    { chinese: '怎么办呢，孩子还没回家。', english: 'What shall we do, the child is not home yet.' },
    { chinese: '我有点担心他的病。', english: 'I am a little worried about his illness.' },
    { chinese: '万一来不及了怎么办？', english: 'What if it is too late?' },
  ],
  surprise: [
    { chinese: '什么？这怎么可能！', english: 'What? How is that possible!' },
    { chinese: '天哪，你怎么在这里！', english: 'Oh my, what are you doing here!' },
    { chinese: '真的吗？我没想到！', english: 'Really? I did not expect that!' },
  ],
  disgust: [{ chinese: '好恶心，快拿走。', english: 'How disgusting, take it away.' }, { chinese: '这味道真难闻。', english: 'That smell is awful.' }],
  fear: [{ chinese: '别过来，我害怕！', english: 'Stay away, I am scared!' }, { chinese: '那边有人，快跑！', english: 'Somebody is there, run!' }],
};

/** Returns a sentence that goes with a mood, by number; those of the neutral one for moods without. */
export function sentenceOf(mood: Mood, index: number): Sentence {
  const list = SAID[mood] ?? SAID.neutral!;
  return list[index % list.length]!;
}
