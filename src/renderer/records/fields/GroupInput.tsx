import type { RecordType } from '../../../domain/recordTypes.ts';
import { AddressFields } from './AddressFields.tsx';
import type { FieldInputProps } from './fieldForm.ts';
import { NameFields } from './NameFields.tsx';
import { VenueFields } from './VenueFields.tsx';

/** Whether there is an input for the group `name` of a record. */
export const hasGroupInput = (type: RecordType, name: string): boolean =>
  ['organisation.address', 'event.venue', 'person.name', 'registration.name'].includes(`${type}.${name}`);

/** The inputs of a value that has parts. */
export const GroupInput = ({ type, field, form }: FieldInputProps) => {
  if (type === 'organisation' && field.name === 'address') return <AddressFields form={form} />;
  if (type === 'event' && field.name === 'venue') return <VenueFields form={form} />;
  if ((type === 'person' || type === 'registration') && field.name === 'name') return <NameFields type={type} form={form} />;
  return null;
};
