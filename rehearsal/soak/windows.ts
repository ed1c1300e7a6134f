/** Times in which visitors may see failures: a bad version has traffic, or tasks have just died. */
export interface Windows {
  /** Opens one; the function it gives closes it, and a second call changes nothing. */
  open(at: number): (at: number) => void;
  /** Whether any part of the second that begins then lies in a window. */
  allows(second: number): boolean;
}

interface Window {
  readonly from: number;
  to: number;
}

const SECOND = 1000;

/** All times in milliseconds since the epoch. */
export function createWindows(): Windows {
  const windows: Window[] = [];
  return {
    open(at) {
      const window: Window = { from: at, to: Number.POSITIVE_INFINITY };
      windows.push(window);
      return (end) => {
        if (window.to === Number.POSITIVE_INFINITY) window.to = end;
      };
    },
    allows: (second) => windows.some(({ from, to }) => from < second + SECOND && to >= second),
  };
}
