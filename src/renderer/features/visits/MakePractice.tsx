import { IconBulb } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../base/json.ts';
import { languages } from '../../../domain/recordTypes.ts';
import { partOf, textAt } from '../../../domain/values.ts';
import { toLanguage } from '../../i18n/format.ts';
import { useCommit } from '../../replica/commit.ts';
import { newRecordId } from '../../replica/context.ts';
import { useList } from '../../replica/queries.ts';
import { hrefTo } from '../../state/route.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { showToast } from '../../ui/toasts.ts';

export type MakePracticeProps = { readonly visit: string; readonly host: string; readonly finding: JsonObject };

/** Makes a best practice of a finding, linked to its visit and host; leads there once it is made. */
export const MakePractice = ({ visit, host, finding }: MakePracticeProps) => {
  const { t, i18n } = useTranslation('visits');
  const commit = useCommit();
  const locale = toLanguage(i18n.language);
  const made = useList({ type: 'practice', where: [{ path: 'visit', is: visit }], locale, offset: 0, limit: 200 }).data?.rows;
  const title = partOf(finding, 'title').trim();
  const making = useRef(false);
  const practice = made?.find(({ values }) => title !== '' && languages.some((language) => textAt(values, `title.${language}`) === title));
  // The list may learn of a new practice a moment after it is saved; until then a second press would make another one.
  useEffect(() => {
    if (practice) making.current = false;
  }, [practice]);
  if (!made) return null; // A button that makes a second one must not be there before it is known that there is one.
  if (practice)
    return (
      <LinkButton small variant="quiet" icon={IconBulb} href={hrefTo('practices', practice.id)}>
        {t('finding.isPractice')}
      </LinkButton>
    );
  const make = async (): Promise<void> => {
    if (making.current) return;
    if (title === '') return showToast({ said: (t) => t('visits:finding.needsTitle') });
    const set = {
      [`title.${locale}`]: title,
      [`description.${locale}`]: partOf(finding, 'text') || null,
      organisation: host || null,
      visit,
      measure: partOf(finding, 'measure') || null,
      transferable: finding.transferable === true,
    };
    making.current = true;
    const change = { kind: 'set', type: 'practice', id: newRecordId(), set, shown: {} } as const;
    if (!(await commit([change], (t) => t('visits:finding.practiceMade', { title })))) making.current = false;
  };
  return (
    <Button small icon={IconBulb} onClick={() => void make()}>
      {t('finding.makePractice')}
    </Button>
  );
};
