import type { ReactNode } from 'react';
import { isRecordId } from '../../../base/ids.ts';
import type { Field } from '../../../domain/fields.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import { elementsOf, textAt, type Values } from '../../../domain/values.ts';
import { useLabels } from '../../i18n/labels.ts';
import { RecordTitle, ValueText } from '../../records/ValueText.tsx';
import { hrefTo, type RoomName } from '../../state/route.ts';
import { TagList } from '../../ui/FieldGrid.tsx';
import styles from './Catalogue.module.css';

const roomOf: Readonly<Partial<Record<RecordType, RoomName>>> = { organisation: 'directory', visit: 'visits', event: 'events' };

const Reference = ({ type, id }: { readonly type: RecordType; readonly id: string }): ReactNode => {
  if (!isRecordId(id)) return null;
  const room = roomOf[type];
  const title = <RecordTitle type={type} id={id} />;
  return room ? (
    <a href={hrefTo(room, id)} className={styles.link}>
      {title}
    </a>
  ) : (
    title
  );
};

/** A field for reading; references lead to their room. */
export const FieldValue = ({ type, field, values }: { readonly type: RecordType; readonly field: Field; readonly values: Values }) => {
  const labels = useLabels();
  const { to, name } = field;
  if (field.kind === 'reference' && to) return <Reference type={to} id={textAt(values, name)} />;
  if (field.kind === 'set' && to)
    return (
      <ul className={styles.lines}>
        {elementsOf(values, name).map((id) => (
          <li key={id}>
            <Reference type={to} id={id} />
          </li>
        ))}
      </ul>
    );
  if (field.kind === 'set') return <TagList tags={elementsOf(values, name).map(labels.tag)} />;
  const value = values[name];
  return value === undefined ? null : <ValueText type={type} path={name} value={value} values={values} />;
};
