import { IconBuildingPlus } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textAt } from '../../../../domain/values.ts';
import { useLabels } from '../../../i18n/labels.ts';
import type { DraftForm } from '../../../replica/draft.ts';
import { newFormId } from '../../../replica/newForm.ts';
import { Button } from '../../../ui/Button.tsx';
import { ReferenceField } from '../../../ui/ReferenceField.tsx';
import { organisationLabel, useNamed, useSearch } from '../names.ts';
import { NewHostDialog } from './NewHostDialog.tsx';

/** The organisation that was visited: one of the directory, or one that goes into it from here. */
export const HostField = ({ form }: { readonly form: DraftForm }) => {
  const { t } = useTranslation('visits');
  const labels = useLabels();
  const search = useSearch('organisation', organisationLabel);
  const host = useNamed('organisation', form.text('host'));
  const [id, setId] = useState(newFormId);
  const [begun, begin] = useState<string | null>(null);
  const [added, setAdded] = useState(0);
  const typing = form.typing('host');
  useLayoutEffect(() => {
    if (added > 0) document.querySelector<HTMLElement>('input[name="host"]')?.focus();
  }, [added]);
  const choose = (chosen: string | null): void => {
    form.set('host', chosen);
    form.flush();
  };
  const isAsked = useRef(false);
  useLayoutEffect(() => {
    isAsked.current = begun !== null;
  });
  const onSaved = (): void => {
    setId(newFormId()); // The next one is another organisation.
    if (!isAsked.current) return; // The dialog was left while it was being saved: it can be found now.
    choose(id);
    typing.onTyped('');
    begin(null);
    setAdded(added + 1);
  };
  return (
    <>
      <ReferenceField
        key={added} // What was looked for is found now, and stands there no more.
        label={labels.name('visit', 'host')}
        hint={t('form.required')}
        name="host"
        placeholder={t('form.hostPlaceholder')}
        value={form.text('host') || null}
        valueLabel={textAt(host, 'name')}
        onChange={choose}
        search={search}
        {...typing}
        offer={(name) => (
          <div>
            <Button small icon={IconBuildingPlus} onClick={() => begin(name)}>
              {t('newHost.offer', { name })}
            </Button>
          </div>
        )}
      />
      {begun !== null && <NewHostDialog id={id} name={begun} onSaved={onSaved} onClose={() => begin(null)} />}
    </>
  );
};
