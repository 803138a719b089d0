import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useCallback, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CutLine } from './CutLine.tsx';
import { classes } from './classes.ts';
import { focusList } from './focus.ts';
import { useKeys } from './keys.ts';
import { PendingRow } from './ListRow.tsx';
import { mostPrinted, useGathering, useOnPaper } from './printing.ts';
import styles from './VirtualList.module.css';

export type VirtualListProps = {
  readonly label: string;
  readonly rowCount: number;
  /** In px at 100 %. */
  readonly rowHeight?: number;
  /** The row that detail shows; -1 for none. */
  readonly activeIndex: number;
  /** Arrow keys, J, K, Home, End, page keys and clicks; the detail follows. */
  readonly onActivate: (index: number) => void;
  /** Enter or a double click: into the detail. */
  readonly onOpen?: (index: number) => void;
  /** The content of a row, usually a `ListRow`; undefined while its data is on its way. */
  readonly renderRow: (index: number) => ReactNode | undefined;
  /** Names what begins with a row, on a line of its own above it. */
  readonly heading?: { readonly above: number; readonly text: string } | undefined;
  /** Which rows are seen or to be printed, both included; ask for their pages here. */
  readonly onRange?: (first: number, last: number) => void;
  /** Shown instead of the rows when there are none. */
  readonly empty?: ReactNode;
};

const clamp = (index: number, count: number): number => Math.max(0, Math.min(count - 1, index));

const target = (key: string, active: number, count: number, page: number): number | null => {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  };
  const move = moves[key];
  return move === undefined || count === 0 ? null : clamp(move, count);
};

const overscan = 8;

/** In px at 100 %. */
const headingHeight = 28;

/** Paper holds the rows from the first on, as many as are there; beside an active row it holds its record, not the list. */
const useRowsOnPaper = ({ rowCount, activeIndex, renderRow }: VirtualListProps) => {
  const most = activeIndex < 0 ? Math.min(rowCount, mostPrinted) : 0;
  const read = (): number => {
    const missing = Array.from({ length: most }, (_, index) => index).find((index) => renderRow(index) === undefined);
    return missing ?? most;
  };
  const isGathering = useGathering(() => read() === most);
  const onPaper = useOnPaper();
  return { most: isGathering ? most : 0, rows: onPaper && most > 0 ? Array.from({ length: read() }, (_, index) => index) : null };
};

const Heading = ({ heading, index }: Pick<VirtualListProps, 'heading'> & { readonly index: number }) =>
  heading?.above === index && <div className={styles.heading}>{heading.text}</div>;

const PaperRows = ({ label, rowCount, renderRow, rows, heading }: VirtualListProps & { readonly rows: readonly number[] }) => (
  <div className={styles.paper}>
    <table aria-label={label}>
      <tbody>
        {rows.map((index) => (
          <tr key={index}>
            <td>
              <Heading heading={heading} index={index} />
              {renderRow(index)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <CutLine shown={rows.length} count={rowCount} />
  </div>
);

/** The rows to draw, following the active one, and telling which are asked for: those that are seen, or the first `printed`. */
const useVirtualRows = ({ rowCount, rowHeight = 55, heading, activeIndex, onRange }: VirtualListProps, printed: number) => {
  const scroller = useRef<HTMLTableElement>(null);
  const above = heading?.above;
  const estimateSize = (index: number): number => rowHeight + (index === above ? headingHeight : 0);
  // Sizes are asked for anew when what names the rows is another, as when the heading has moved.
  const getItemKey = useCallback((index: number) => (index === above ? `below the heading ${index}` : index), [above]);
  const virtual = useVirtualizer({ count: rowCount, getScrollElement: () => scroller.current, estimateSize, getItemKey, overscan });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const tell = useRef(onRange);
  useEffect(() => {
    tell.current = onRange;
  });
  useEffect(() => {
    if (printed > 0) tell.current?.(0, printed - 1);
    else if (rowCount > 0) tell.current?.(first, last);
  }, [first, last, rowCount, printed]);
  useEffect(() => {
    if (activeIndex < 0 || activeIndex >= rowCount) return;
    const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
    // A step goes to the edge; from far away, away from it: a toast may lie there.
    const isFar = activeIndex < startIndex - 1 || activeIndex > endIndex + 1;
    virtual.scrollToIndex(activeIndex, { align: isFar ? 'center' : 'auto' });
  }, [activeIndex, rowCount, virtual]);
  return { scroller, items, first, last, height: virtual.getTotalSize() };
};

/** Arrows, page keys, Home, End and Enter inside the list; J and K wherever nobody types, and on into the list. */
const useRowKeys = ({ rowCount, activeIndex, onActivate, onOpen }: VirtualListProps, page: number, intoList: () => void) => {
  const { t } = useTranslation();
  const move = (by: number): void => {
    if (rowCount === 0) return;
    intoList();
    onActivate(clamp(activeIndex + by, rowCount));
  };
  useKeys([
    { keys: 'J', label: t('keys.next'), run: () => move(1) },
    { keys: 'K', label: t('keys.previous'), run: () => move(-1) },
  ]);
  return (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = target(event.key, activeIndex, rowCount, page);
    if (next !== null) onActivate(next);
    else if (event.key === 'Enter' && activeIndex >= 0) onOpen?.(activeIndex);
    else return;
    event.preventDefault();
  };
};

const onRow =
  (act: ((index: number) => void) | undefined) =>
  (event: MouseEvent): void => {
    const row = event.target instanceof Element ? event.target.closest('tr') : null;
    if (row) act?.(Number(row.dataset.index));
  };

/** Its button brings rows and goes with it: the keyboard goes on among them. */
const Empty = ({ children }: { readonly children: ReactNode }) => {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(
    () => () => {
      if (root.current?.contains(document.activeElement)) setTimeout(() => document.activeElement === document.body && focusList());
    },
    [],
  );
  return (
    <div ref={root} className={styles.empty}>
      {children}
    </div>
  );
};

/** Any number of rows with a few dozen in the page: one tab stop, arrows move, the detail beside it follows. */
export const VirtualList = (props: VirtualListProps) => {
  const { label, rowCount, heading, activeIndex, onActivate, onOpen, renderRow, empty } = props;
  const id = useId();
  const paper = useRowsOnPaper(props);
  const { scroller, items, first, last, height } = useVirtualRows(props, paper.most);
  const onKeyDown = useRowKeys(props, Math.max(1, last - first - overscan), () => scroller.current?.focus({ preventScroll: true }));
  const grid = {
    role: 'grid',
    tabIndex: 0,
    'aria-label': label,
    'aria-rowcount': rowCount,
    'aria-activedescendant': activeIndex >= first && activeIndex <= last ? `${id}-${activeIndex}` : undefined,
  };
  if (rowCount === 0) return <Empty>{empty}</Empty>;
  return (
    <>
      {paper.rows && <PaperRows {...props} rows={paper.rows} />}
      <table
        ref={scroller}
        {...grid}
        className={styles.scroller}
        onClick={onRow(onActivate)}
        onDoubleClick={onRow(onOpen)}
        onKeyDown={onKeyDown}
      >
        <tbody className={styles.rows} style={{ height }}>
          {items.map(({ index, start, size }) => (
            <tr
              key={index}
              id={`${id}-${index}`}
              data-index={index}
              aria-rowindex={index + 1}
              aria-selected={index === activeIndex}
              className={classes(styles.row, index === activeIndex && styles.active)}
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              <td className={styles.cell}>
                <Heading heading={heading} index={index} />
                {renderRow(index) ?? <PendingRow />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
