import { IconFolderPlus, IconFolders } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../base/result.ts';
import type { KnownPlace } from '../../../../ipc/contract.ts';
import { useDesktop } from '../../../replica/context.ts';
import { placesKey, useAskAgain, usePlaces } from '../../../rounds/places.ts';
import { askForRounds, useRounds } from '../../../rounds/rounds.ts';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Card, Section } from '../../../ui/Page.tsx';
import { AddPlaceDialog } from './AddPlaceDialog.tsx';
import { type PlaceAsk, PlaceLine } from './PlaceLine.tsx';
import styles from './Places.module.css';
import { SecretDialog } from './SecretDialog.tsx';

type Asked = { readonly what: 'add' } | { readonly what: PlaceAsk; readonly place: KnownPlace };

/** What is asked before a place is sealed or forgotten. */
const PlaceQuestion = ({ asked, onClose }: { readonly asked: Asked | null; readonly onClose: (failure: Failure | null) => void }) => {
  const { t } = useTranslation('exchange');
  const desktop = useDesktop();
  const askAgain = useAskAgain();
  if (asked?.what !== 'seal' && asked?.what !== 'forget') return null;
  const { what, place } = asked;
  const run = async (): Promise<void> => {
    const done = await (what === 'seal' ? desktop.sealPlace({ place: place.id }) : desktop.forgetPlace({ place: place.id }));
    await askAgain(placesKey);
    onClose(done.ok ? null : done.error);
  };
  return (
    <Confirm
      opened
      title={t(`places.${what}Title`, { place: place.label })}
      confirm={t(`places.${what}`)}
      danger={what === 'forget'}
      onConfirm={() => void run()}
      onCancel={() => onClose(null)}
    >
      {t(`places.${what}Text`)}
    </Confirm>
  );
};

/** Folders and servers that the offices share: what came of the last exchange with each, and a new one. */
export const SharedPlaces = () => {
  const { t } = useTranslation('exchange');
  const places = usePlaces();
  const isRunning = useRounds(({ running }) => running !== null);
  const [asked, ask] = useState<Asked | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** Another question may be open by the time this one is done with. */
  const close = (): void => ask((now) => (now === asked ? null : now));
  const add = (
    <Button small icon={IconFolderPlus} onClick={() => ask({ what: 'add' })}>
      {t('places.add')}
    </Button>
  );
  if (!places) return null;
  return (
    <Section
      title={t('places.title')}
      note={
        places.length > 0 && (
          <div className={styles.foot}>
            {add}
            <Button small hint="F9" aria-disabled={isRunning} onClick={() => isRunning || askForRounds(places.map(({ id }) => id))}>
              {t('places.exchangeAll')}
            </Button>
          </div>
        )
      }
    >
      {failure && <FailureNotice failure={failure} onClose={() => setFailure(null)} />}
      {places.length === 0 ? (
        <EmptyState icon={IconFolders} title={t('places.none')} text={t('places.noneHint')} action={add} />
      ) : (
        <Card>
          <ul>
            {places.map((place) => (
              <PlaceLine key={place.id} place={place} onAsk={(what) => ask({ what, place })} />
            ))}
          </ul>
        </Card>
      )}
      {asked?.what === 'add' && <AddPlaceDialog onClose={close} />}
      {asked?.what === 'secret' && <SecretDialog place={asked.place} onClose={close} />}
      <PlaceQuestion
        asked={asked}
        onClose={(after) => {
          setFailure(after);
          close();
        }}
      />
    </Section>
  );
};
