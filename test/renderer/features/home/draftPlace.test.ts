import { expect, it } from 'vitest';
import { draftPlace } from '../../../../src/renderer/features/home/draftPlace.ts';
import { recordId } from '../../../replica/records.ts';

it('what was begun is found where its form is, also where that stands within another record', () => {
  const [own, event, organisation] = [recordId(1), recordId(2), recordId(3)];
  expect(draftPlace('organisation', own, {})).toBe(`#/directory/${own}/edit`);
  expect(draftPlace('registration', own, { event })).toBe(`#/events/${event}/registrations/${own}`);
  expect(draftPlace('session', own, { event })).toBe(`#/events/${event}/sessions/${own}`);
  expect(draftPlace('person', own, { organisation })).toBe(`#/directory/${organisation}/people`);
});
