/** What ffmpeg's `showinfo` filter tells of one picture. */
export interface FrameLine {
  /** Presentation time in ticks of the filter's time base; `NaN` when the picture has none. */
  readonly ticks: number;
  readonly width: number;
  readonly height: number;
  /** Whether the picture is piped, or was left out by sampling. */
  readonly kept: boolean;
}

/**
 * Turns ffmpeg's log into one line per picture. The filter `showinfo@all` sees every decoded picture, `showinfo@kept` those that are piped; without
 * sampling there is the latter only. Their integers are exact; the `pts_time` beside them has six digits.
 */
export interface FrameLog {
  /** Takes one line of ffmpeg's log. */
  readonly add: (line: string) => void;
  /** To be called when no more lines come. */
  readonly end: () => void;
  /**
   * Yields the pictures in order, as soon as it is known whether they are kept: when a later one is, when `isSkipped` says so from the
   * time alone, or at the end.
   */
  read(isSkipped: (ticks: number) => boolean): AsyncIterable<FrameLine>;
  /** Seconds per tick as a fraction; `undefined` before the first picture. */
  readonly timeBase: readonly [number, number] | undefined;
  /** Whether ffmpeg reported any error so far. */
  readonly hasErrors: boolean;
}

const CONFIG = /^\[showinfo@\w+ @ [^\]]+\] \[info\] config in time_base: (\d+)\/(\d+)/;
const PICTURE = /^\[showinfo@(\w+) @ [^\]]+\] \[info\] n: *\d+ pts: *(-?\d+|NOPTS).* s:(\d+)x(\d+) /;
const ERROR = /\[(error|fatal)\] /;

/** Makes an empty log. `samples` says whether the filter `showinfo@all` is there. */
export function makeFrameLog(samples: boolean): FrameLog {
  const seen: FrameLine[] = [];
  const kept: FrameLine[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  const log = {
    timeBase: undefined as readonly [number, number] | undefined,
    hasErrors: false,
    add: (line: string) => {
      const picture = PICTURE.exec(line);
      const config = picture === null ? CONFIG.exec(line) : null;
      if (picture !== null) (picture[1] === 'kept' ? kept : seen).push(toFrameLine(picture));
      else if (config !== null) log.timeBase = [Number(config[1]), Number(config[2])];
      else if (ERROR.test(line)) log.hasErrors = true;
      wake?.();
    },
    end: () => {
      ended = true;
      wake?.();
    },
    async *read(isSkipped: (ticks: number) => boolean) {
      for (;;) {
        const [first, next] = [seen[0], kept[0]];
        if (next !== undefined && (!samples || Object.is(first?.ticks, next.ticks))) {
          yield kept.shift()!;
          if (samples) seen.shift();
        } else if (first !== undefined && (next !== undefined || ended || isSkipped(first.ticks))) {
          yield seen.shift()!;
        } else if (ended) {
          return;
        } else {
          await new Promise<void>((resolve) => (wake = resolve));
        }
      }
    },
  };
  return log;
}

function toFrameLine(picture: RegExpExecArray): FrameLine {
  return { ticks: Number(picture[2]), width: Number(picture[3]), height: Number(picture[4]), kept: picture[1] === 'kept' };
}
