/** Every node below one, itself included, with the nodes around it from the inside out; what is in `except` not. */
function* nodesWithin(node, { around = [], except = new Set() } = {}) {
  if (!node || typeof node !== 'object' || except.has(node)) return;
  if (node.type) yield [node, around];
  const inside = { around: node.type ? [node, ...around] : around, except };
  for (const child of Object.values(node)) yield* nodesWithin(child, inside);
}

const topicOf = ({ type, callee, arguments: given }, by) =>
  type === 'CallExpression' && callee.name === by ? given[0]?.value : undefined;

/** The names of what is heard in some nodes; in those of `except` not. */
export const topicsHeardIn = (nodes, except) =>
  new Set(
    nodes.flatMap((node) => [...nodesWithin(node, { except })].flatMap(([inner]) => topicOf(inner, 'hear') ?? [])),
  );

/**
 * What is there only for those who may listen: calls of what may be on the keeper, `keeper.keep?.()`, and what is told, with its name. Each
 * with its number among all the nodes, which stays the same when names are mangled.
 */
export const hooksOf = (program) =>
  [...nodesWithin(program)].flatMap(([node], number) => {
    const topic = topicOf(node, 'tell');
    const isKeepers = node.type === 'ChainExpression' && node.expression.callee?.object?.name === 'keeper';
    return topic || isKeepers ? [{ node, number, topic }] : [];
  });

/** From where to where a node can be cut out, with the comma or the condition that is there for it only; undefined where it cannot. */
const rangeOf = (node, [parent, ...around]) => {
  const isAmongStatements = /Block|FunctionBody/.test(around[0]?.type);
  if (parent.type === 'LogicalExpression' && parent.right === node && parent.left.type === 'Identifier')
    return rangeOf(parent, around);
  if (
    parent.type === 'ExpressionStatement' ||
    (parent.type === 'IfStatement' && parent.test === node && !parent.alternate)
  )
    return isAmongStatements ? [parent.start, parent.end] : undefined;
  if (parent.type !== 'SequenceExpression') return undefined;
  const at = parent.expressions.indexOf(node);
  const next = parent.expressions[at + 1];
  // The last one's value is that of the whole sequence.
  if (!next && around[0].type !== 'ExpressionStatement') return undefined;
  return next ? [node.start, next.start] : [parent.expressions[at - 1].end, node.end];
};

/** Which nodes can be cut out, by their numbers among all the nodes: from where to where. */
export const rangesOf = (program, numbers) =>
  new Map(
    [...nodesWithin(program)].flatMap(([node, around], number) => {
      const range = numbers.has(number) && rangeOf(node, around);
      return range ? [[number, range]] : [];
    }),
  );
