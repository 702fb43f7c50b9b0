// Draws face.png, the synthetic face of the tests of this folder: shaded skin, hair, brows, eyes, nose and a smile.
// Run: node test/extractors/visual/golden/draw-face.ts
import sharp from 'sharp';

const eye = (x: number): string => `
  <ellipse cx="${x}" cy="232" rx="34" ry="17" fill="#f4efe9"/>
  <circle cx="${x}" cy="232" r="15" fill="#5b3a1e"/><circle cx="${x}" cy="232" r="7" fill="#111"/><circle cx="${x + 4}" cy="227" r="3" fill="#fff"/>
  <path d="M ${x - 36} 232 Q ${x} 204 ${x + 36} 232" fill="none" stroke="#4a2e20" stroke-width="5"/>
  <path d="M ${x - 34} 234 Q ${x} 254 ${x + 34} 234" fill="none" stroke="#8d5e48" stroke-width="2"/>
  <path d="M ${x - 42} 198 Q ${x} 176 ${x + 42} 196" fill="none" stroke="#3a2418" stroke-width="10" stroke-linecap="round"/>`;

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512">
  <defs>
    <linearGradient id="wall" x2="0" y2="1"><stop stop-color="#8fa6b5"/><stop offset="1" stop-color="#5d7180"/></linearGradient>
    <radialGradient id="skin" cx="0.45" cy="0.4" r="0.7"><stop stop-color="#efc3a4"/><stop offset="0.7" stop-color="#d99f7c"/><stop offset="1" stop-color="#a86c4e"/></radialGradient>
    <radialGradient id="shade"><stop stop-color="#b9795a"/><stop offset="1" stop-color="#b9795a" stop-opacity="0"/></radialGradient>
    <filter id="soft"><feGaussianBlur stdDeviation="1.2"/></filter>
  </defs>
  <rect width="512" height="512" fill="url(#wall)"/>
  <g filter="url(#soft)">
    <path d="M 90 512 Q 120 430 210 420 L 302 420 Q 392 430 422 512 Z" fill="#2d3e5c"/>
    <rect x="206" y="370" width="100" height="80" rx="30" fill="#c48a68"/>
    <ellipse cx="256" cy="210" rx="148" ry="170" fill="#35231a"/>
    <ellipse cx="256" cy="252" rx="122" ry="158" fill="url(#skin)"/>
    <path d="M 134 230 Q 150 100 256 104 Q 362 100 378 230 Q 350 140 256 142 Q 162 140 134 230 Z" fill="#35231a"/>
    ${eye(206)} ${eye(306)}
    <path d="M 248 236 Q 240 280 232 298 Q 256 314 280 298 Q 272 280 264 236" fill="url(#shade)"/>
    <path d="M 232 298 Q 240 308 250 303 M 280 298 Q 272 308 262 303" fill="none" stroke="#8a5238" stroke-width="4"/>
    <path d="M 192 338 Q 256 356 320 338 Q 306 386 256 388 Q 206 386 192 338 Z" fill="#7d2b2b"/>
    <path d="M 202 343 Q 256 358 310 343 Q 300 362 256 364 Q 212 362 202 343 Z" fill="#f6f2ec"/>
    <path d="M 190 337 Q 256 352 322 337" fill="none" stroke="#a8484a" stroke-width="7" stroke-linecap="round"/>
    <path d="M 204 372 Q 256 404 308 372" fill="none" stroke="#b9585a" stroke-width="9" stroke-linecap="round"/>
    <path d="M 176 300 Q 166 330 180 356 M 336 300 Q 346 330 332 356" fill="none" stroke="#b07a5c" stroke-width="4"/>
  </g>
</svg>`;

await sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: false }).toFile(new URL('face.png', import.meta.url).pathname);
