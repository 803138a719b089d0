import { test } from '@playwright/test';
import type { Language } from '../../src/domain/recordTypes.ts';
import { type Laptop, newLaptop, type Person, sitDown, standUp } from './person.ts';

export type AtWork = {
  readonly sit: (laptop: Laptop, language: Language) => Promise<Person>;
  /** At a laptop that nobody has used yet. */
  readonly sitAnew: (language: Language) => Promise<Person>;
  readonly leave: (person: Person) => Promise<void>;
};

/** The people of a file's tests: whoever still sits there when a test ends gets up, with a picture of the screen where it failed. */
export const peopleAtWork = (): AtWork => {
  const atWork = new Set<Person>();
  const leave = async (person: Person): Promise<void> => {
    atWork.delete(person);
    await standUp(person);
  };
  const sit = async (laptop: Laptop, language: Language): Promise<Person> => {
    const person = await sitDown(laptop, language);
    atWork.add(person);
    return person;
  };
  test.afterEach(async () => {
    const info = test.info();
    for (const person of atWork) {
      if (info.status !== info.expectedStatus) await person.page.screenshot({ path: info.outputPath(`${person.laptop.port}.png`) });
      await leave(person);
    }
  });
  return { sit, sitAnew: async (language) => sit(await newLaptop(), language), leave };
};
