import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Table.module.css';

export type Column<Item> = {
  readonly name: string;
  readonly label: string;
  readonly cell: (item: Item) => ReactNode;
  readonly number?: boolean;
  /** The row's name: written heavier and read out as the row's head. */
  readonly head?: boolean;
  /** Takes the width that the others leave. */
  readonly grows?: boolean;
  /** Left out where the table is narrow. */
  readonly spare?: boolean;
};

export type TableProps<Item> = {
  readonly label: string;
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly activeKey?: string | null;
  readonly onOpen?: (item: Item) => void;
};

/** One line per row, no zebra, numbers right. For up to a few hundred rows; longer ones belong in a VirtualList. */
export const Table = <Item,>({ label, columns, items, keyOf, activeKey, onOpen }: TableProps<Item>) => (
  <div className={styles.scroll}>
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.name}
              scope="col"
              className={classes(column.number && styles.number, column.spare && styles.spare, column.grows && styles.grows)}
            >
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr
            key={keyOf(item)}
            className={classes(onOpen && styles.opens, keyOf(item) === activeKey && styles.active)}
            onClick={onOpen && (() => onOpen(item))}
          >
            {columns.map((column) =>
              column.head ? (
                <th key={column.name} scope="row" className={styles.head}>
                  {onOpen ? (
                    <button type="button" className={styles.open} onClick={() => onOpen(item)}>
                      {column.cell(item)}
                    </button>
                  ) : (
                    column.cell(item)
                  )}
                </th>
              ) : (
                <td key={column.name} className={classes(column.number && styles.number, column.spare && styles.spare)}>
                  {column.cell(item)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
