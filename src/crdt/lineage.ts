import type { RunRecords } from './types.ts';

/** A run within the forest of parents: its descendants are exactly the nodes with `enter <= other.enter < leave`. */
type Node = { readonly run: string; parent: Node | null; branch: number; readonly children: Node[]; enter: number; leave: number };
type Forest = { readonly size: number; readonly nodes: ReadonlyMap<string, Node> };

/** Run records are only ever added, so the number of records tells whether a forest is still current. */
const forests = new WeakMap<RunRecords, Forest>();

/**
 * The number up to which `run` contains its ancestor `ancestor`; 0 when it is none.
 * Takes logarithmic time however long the chain of openings is: it is asked for every version that meets a foreign vector.
 */
export const branchNumber = (runs: RunRecords, run: string, ancestor: string): number => {
  const { nodes } = forestOf(runs);
  const from = nodes.get(run);
  const top = nodes.get(ancestor);
  if (from === undefined || top === undefined || from.enter <= top.enter || from.enter >= top.leave) return 0;
  return childTowards(top.children, from.enter).branch;
};

/**
 * For any run: the highest `branchNumber` by which one of `runIds` contains it, 0 where none does. For many of them, which are put in order once: all
 * answers together take little more than one look at each, where asking each about every run would take the square.
 */
export const createBranchFinder = (runs: RunRecords, runIds: readonly string[]): ((ancestor: string) => number) => {
  const { nodes } = forestOf(runs);
  const enters = Float64Array.from(runIds.flatMap((run) => nodes.get(run)?.enter ?? [])).sort();
  return (ancestor) => {
    const top = nodes.get(ancestor);
    let highest = 0;
    if (top === undefined) return highest;
    for (let at = firstFrom(enters, top.enter + 1); (enters[at] ?? top.leave) < top.leave; ) {
      const child = childTowards(top.children, enters[at] as number); // The loop has looked at it.
      highest = Math.max(highest, child.branch);
      at = firstFrom(enters, child.leave);
    }
    return highest;
  };
};

/** Sorts runs so that each stands behind all that it went on from. */
export const parentsFirst = (runs: RunRecords): ((a: string, b: string) => number) => {
  const { nodes } = forestOf(runs);
  return (a, b) => (nodes.get(a)?.enter ?? 0) - (nodes.get(b)?.enter ?? 0);
};

/** The run that `run` went on from, and how much of it; null for a first run, an unknown one, and a run on a cycle of parents. */
export const parentOf = (runs: RunRecords, run: string): { readonly run: string; readonly n: number } | null => {
  const node = forestOf(runs).nodes.get(run);
  return node?.parent ? { run: node.parent.run, n: node.branch } : null;
};

const childTowards = (children: readonly Node[], enter: number): Node => {
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((children[middle] as Node).enter <= enter) low = middle;
    else high = middle - 1;
  }
  return children[low] as Node; // Not empty: the caller has found a descendant.
};

/** Where the first of these sorted numbers stands that is not below `least`. */
const firstFrom = (sorted: Float64Array, least: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
};

const forestOf = (runs: RunRecords): Forest => {
  const known = forests.get(runs);
  if (known !== undefined && known.size === runs.size) return known;
  const nodes = new Map<string, Node>();
  const nodeOf = (run: string): Node => {
    const found = nodes.get(run);
    if (found !== undefined) return found;
    const node: Node = { run, parent: null, branch: 0, children: [], enter: 0, leave: 0 };
    nodes.set(run, node);
    return node;
  };
  for (const [run, { parent }] of runs) {
    const node = nodeOf(run);
    if (parent === null) continue;
    node.parent = nodeOf(parent[0]);
    node.branch = parent[1];
  }
  for (const node of nodesOnCycles(nodes)) node.parent = null;
  for (const node of nodes.values()) node.parent?.children.push(node);
  number(nodes);
  const forest = { size: runs.size, nodes };
  forests.set(runs, forest);
  return forest;
};

/** No honest store makes a cycle. Its members count as first runs, whichever of them is met first. */
const nodesOnCycles = (nodes: ReadonlyMap<string, Node>): readonly Node[] => {
  const walkOf = new Map<Node, number>();
  const cyclic: Node[] = [];
  let walk = 0;
  for (const start of nodes.values()) {
    walk += 1;
    let node: Node | null = start;
    while (node !== null && !walkOf.has(node)) {
      walkOf.set(node, walk);
      node = node.parent;
    }
    if (node === null || walkOf.get(node) !== walk) continue;
    const first = node;
    do {
      cyclic.push(node);
      node = node.parent ?? first;
    } while (node !== first);
  }
  return cyclic;
};

const number = (nodes: ReadonlyMap<string, Node>): void => {
  let next = 0;
  for (const root of nodes.values()) {
    if (root.parent !== null) continue;
    const open: { node: Node; child: number }[] = [{ node: root, child: 0 }];
    root.enter = next++;
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const child = top.node.children[top.child++];
      if (child === undefined) {
        top.node.leave = next;
        open.pop();
      } else {
        child.enter = next++;
        open.push({ node: child, child: 0 });
      }
    }
  }
};
