import { useLayoutEffect, useRef } from 'react';

/**
 * Answers of a moment whether `what` had been drawn by then. A key that was pressed before means what stood there before, however late it
 * is handled: it must not decide what nobody has read.
 */
export const useDrawn = (what: unknown): ((pressedAt: number) => boolean) => {
  const drawn = useRef<{ readonly what: unknown; readonly at: number } | null>(null);
  useLayoutEffect(() => {
    const frame = requestAnimationFrame(() => {
      drawn.current = { what, at: performance.now() };
    });
    return () => cancelAnimationFrame(frame);
  }, [what]);
  return (pressedAt) => drawn.current !== null && drawn.current.what === what && pressedAt >= drawn.current.at;
};

/** For keys that answer a question, null while it is not asked: they answer it once, and only after it was drawn; a failure (null) may be tried again. */
export const useAnswerKeys = (question: string | null): ((pressedAt: number, answer: () => Promise<unknown>) => void) => {
  const isDrawn = useDrawn(question);
  const answered = useRef<string | null>(null);
  return (pressedAt, answer) => {
    if (!isDrawn(pressedAt) || answered.current === question) return;
    answered.current = question;
    void answer().then((done) => {
      if (done === null && answered.current === question) answered.current = null;
    });
  };
};
