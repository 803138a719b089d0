import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Pane } from './Page.tsx';
import styles from './SplitView.module.css';

export type SplitViewProps = {
  readonly list: ReactNode;
  readonly listLabel: string;
  readonly detail: ReactNode;
  readonly detailLabel: string;
  /** The record's history as a third pane, shown from 1680 px on. */
  readonly history?: ReactNode;
  /** Width of the list in px; null for the usual one. Keep it where the person's view is kept. */
  readonly width: number | null;
  readonly onWidth: (width: number) => void;
};

const least = 280;
const most = 720;
const clamp = (width: number): number => Math.round(Math.min(most, Math.max(least, width)));

/** List at left, record at right; the bar between is dragged, or moved with the arrow keys. */
export const SplitView = ({ list, listLabel, detail, detailLabel, history, width, onWidth }: SplitViewProps) => {
  const { t } = useTranslation();
  const pane = useRef<HTMLDivElement>(null);
  const current = (): number => pane.current?.getBoundingClientRect().width ?? least;
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !pane.current) return;
    onWidth(clamp(event.clientX - pane.current.getBoundingClientRect().left));
  };
  const step = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowLeft' ? -16 : event.key === 'ArrowRight' ? 16 : 0;
    if (by === 0) return;
    event.preventDefault();
    onWidth(clamp(current() + by));
  };
  return (
    <div className={styles.split}>
      <div ref={pane} className={styles.list} style={width === null ? undefined : { width }}>
        <Pane label={listLabel} className={styles.listPane}>
          {list}
        </Pane>
      </div>
      <hr
        aria-orientation="vertical"
        aria-label={t('panes.width')}
        aria-valuenow={width ?? 412}
        aria-valuemin={least}
        aria-valuemax={most}
        tabIndex={0}
        className={styles.bar}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={step}
      />
      <Pane label={detailLabel} className={styles.detail}>
        {detail}
      </Pane>
      {history && (
        <Pane label={t('panes.history')} className={styles.side}>
          {history}
        </Pane>
      )}
    </div>
  );
};

/** Head of a list pane: title, actions, then search and chips, then the line with count and order. */
export const ListHead = ({
  title,
  actions,
  children,
  count,
  order,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
  readonly count?: string;
  readonly order?: ReactNode;
}) => (
  <div className={styles.head}>
    <div className={styles.titleRow}>
      <h1>{title}</h1>
      <div className={styles.actions}>{actions}</div>
    </div>
    {children}
    {(count !== undefined || order) && (
      <div className={styles.countRow}>
        <span role="status">{count}</span>
        {order}
      </div>
    )}
  </div>
);
