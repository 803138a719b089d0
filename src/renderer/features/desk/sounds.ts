export type Sound = 'in' | 'already' | 'ask' | 'no';

type Tone = { readonly hertz: number; readonly ms: number };

/** One high; two low; one middle; one long low. */
const tones: Readonly<Record<Sound, readonly Tone[]>> = {
  in: [{ hertz: 1046, ms: 160 }],
  already: [
    { hertz: 262, ms: 150 },
    { hertz: 262, ms: 150 },
  ],
  ask: [{ hertz: 523, ms: 180 }],
  no: [{ hertz: 196, ms: 650 }],
};

const pauseMs = 90;
let context: AudioContext | null = null;

/** Plays the sound of a result. A machine without loudspeakers stays silent; the word on the screen says the same. */
export const play = (sound: Sound): void => {
  context ??= new AudioContext();
  let at = context.currentTime;
  for (const { hertz, ms } of tones[sound]) {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = hertz;
    gain.gain.setValueAtTime(0.2, at);
    gain.gain.exponentialRampToValueAtTime(0.001, at + ms / 1000);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + ms / 1000);
    at += (ms + pauseMs) / 1000;
  }
};
