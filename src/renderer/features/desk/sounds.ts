import type { Outcome } from './outcome.ts';

/** Notes in hertz with their length in seconds: one high for in, two low for already in, one middle for ask, one long low for no. */
const notes: Readonly<Record<Outcome['kind'], readonly (readonly [hertz: number, seconds: number])[]>> = {
  in: [[880, 0.16]],
  already: [
    [330, 0.12],
    [330, 0.12],
  ],
  ask: [[523, 0.16]],
  no: [[220, 0.5]],
};

let context: AudioContext | null = null;

/** Plays the result for those who do not look at the screen; silent where the machine has no sound. */
export const playResult = (kind: Outcome['kind']): void => {
  context ??= new AudioContext();
  let at = context.currentTime;
  for (const [hertz, seconds] of notes[kind]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.15, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + seconds);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + seconds);
    at += seconds + 0.06;
  }
};
