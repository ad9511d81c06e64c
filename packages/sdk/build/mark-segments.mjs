import { parseAst } from 'rolldown/parseAst';
import { freeNames } from './free-names.mjs';
import { hooksOf, rangesOf, topicsHeardIn } from './mark-hooks.mjs';

/** Every node below one, itself included. */
function* nodesOf(node) {
  if (!node || typeof node !== 'object') return;
  if (node.type) yield node;
  for (const child of Object.values(node)) yield* nodesOf(child);
}

const isDeclaration = ({ type }) => type === 'VariableDeclaration' || type === 'FunctionDeclaration';

/** What a script holds inside the one function around it: its statements, what they declare, and the list of segments. */
const outlineOf = (code, segmentNames) => {
  const program = parseAst(code);
  const around = [...nodesOf(program)].find(({ type }) => /^(Arrow)?FunctionExpression$/.test(type));
  const list = [...nodesOf(program)].find(
    ({ type, elements = [] }) =>
      type === 'ArrayExpression' && segmentNames.every((name, at) => elements[at]?.elements?.[0]?.value === name),
  );
  if (!list) throw new Error('The list of segments is not in the minified tag.');
  const statements = around.body.body;
  const declared = statements.filter(isDeclaration).flatMap((statement) => statement.declarations ?? [statement]);
  return { program, statements, declared, segments: list.elements };
};

/**
 * Says of each declaration of a script which segments need it, in a list; undefined where the core does. And of the hooks of the core, by
 * their numbers, which segments they are there for. The names must not be mangled yet: each means one thing then.
 */
export const usersIn = (code, segmentNames) => {
  const { program, statements, declared, segments } = outlineOf(code, segmentNames);
  const declarationOf = new Map(declared.flatMap((one) => freeNames(one.id).map((name) => [name, one])));

  const reachedFrom = (nodes, except) => {
    const reached = new Set();
    const follow = (node) => {
      for (const name of freeNames(node, except)) {
        const declaration = declarationOf.get(name);
        if (!declaration || reached.has(declaration)) continue;
        reached.add(declaration);
        follow(declaration);
      }
    };
    nodes.forEach(follow);
    return reached;
  };

  const begin = statements.filter((statement) => !isDeclaration(statement));
  const coreWithout = (hooks) => reachedFrom(begin, new Set([...segments, ...hooks.map(({ node }) => node)]));
  const reaches = segments.map((segment) => reachedFrom([segment]));
  const found = hooksOf(program);
  const core = [...begin, ...coreWithout(found)];
  const heardInCore = topicsHeardIn([...begin, ...coreWithout(found)], new Set(segments));
  const cuttable = rangesOf(program, new Set(found.map(({ number }) => number)));

  /** The segments that a hook is there for: those that hear what is told, or that put something on the keeper. */
  const usersOf = ({ topic }) =>
    segmentNames.filter((_, at) =>
      topic
        ? topicsHeardIn([segments[at], ...reaches[at]]).has(topic)
        : reachedFrom([segments[at]], new Set(found.map(({ node }) => node))).has(declarationOf.get('keeper')),
    );
  const isIn = (outer, { start, end }) => outer.start <= start && end <= outer.end;
  const hooks = found
    .filter(({ node, number }) => cuttable.has(number) && core.some((one) => isIn(one, node)))
    // The list of segments belongs to the core, they do not.
    .filter(({ node }) => !segments.some((segment) => isIn(segment, node)))
    .filter(({ topic }) => !topic || !heardInCore.has(topic))
    .map((hook) => ({ ...hook, users: usersOf(hook) }))
    .filter(({ users }) => users.length > 0);

  const needed = coreWithout(hooks);
  for (const { node, users } of hooks)
    for (const one of reachedFrom([node])) for (const name of users) reaches[segmentNames.indexOf(name)].add(one);
  return {
    declarations: declared.map((one) =>
      needed.has(one) ? undefined : segmentNames.filter((_, at) => reaches[at].has(one)),
    ),
    hooks: new Map(hooks.map(({ number, users }) => [number, users])),
  };
};

const markedFor = (users, code) => `/*tt:${users}*/${code}/*:tt*/`;

/** Puts marks round the declarations of one statement that only some segments need. */
const markDeclarations = (code, { declarations = [], kind, end }, usersOf) => {
  // A function stands for itself; so do declarations of which each may be cut out.
  const needed = declarations.findIndex((one) => !usersOf(one));
  const texts = declarations.map((one, at) => {
    const text = code.slice(one.start, one.end);
    const users = usersOf(one);
    if (needed < 0) return markedFor(users, `${kind} ${text};`);
    // Whichever are cut out, the commas between those that stay are right.
    const listed = at === needed ? text : at > needed ? `,${text}` : `${text},`;
    return users ? markedFor(users, listed) : listed;
  });
  return needed < 0 ? texts.join('') : `${kind} ${texts.join('')}${code.slice(declarations.at(-1).end, end)}`;
};

/** Puts marks round the hooks. */
const markHooks = (code, hooks) => {
  let marked = code;
  const ranges = [...rangesOf(parseAst(code), hooks)];
  if (ranges.length !== hooks.size) throw new Error('Mangling has changed the hooks of the tag.');
  for (const [number, [start, end]] of ranges.toSorted(([, [one]], [, [other]]) => other - one))
    marked = marked.slice(0, start) + markedFor(hooks.get(number), marked.slice(start, end)) + marked.slice(end);
  return marked;
};

/**
 * Puts marks round what only some segments need, and round the segments, so that whoever serves the tag can cut out what a
 * site does not use. `users` are those of the declarations, in their order, and of the hooks, by their numbers.
 */
export const markSegments = (mangled, segmentNames, users) => {
  const code = markHooks(mangled, users.hooks);
  const { statements, declared } = outlineOf(code, segmentNames);
  if (declared.length !== users.declarations.length) throw new Error('Mangling has changed what the tag declares.');
  const usersOf = (declaration) => users.declarations[declared.indexOf(declaration)];
  let marked = code;
  for (const statement of statements.filter(isDeclaration).toReversed()) {
    const { start, end } = statement;
    const text = statement.declarations
      ? markDeclarations(code, statement, usersOf)
      : markedFor(usersOf(statement), code.slice(start, end));
    if ((statement.declarations ?? [statement]).some(usersOf))
      marked = marked.slice(0, start) + text + marked.slice(end);
  }
  const listed = marked;
  for (const [at, { start, end, elements }] of [...outlineOf(listed, segmentNames).segments.entries()].toReversed()) {
    // The name was there to find the element; the mark says it now.
    const part = `${listed.slice(elements[0].end + 1, end - 1)},`;
    marked =
      marked.slice(0, start) + markedFor(segmentNames[at], part) + marked.slice(listed[end] === ',' ? end + 1 : end);
  }
  return marked;
};
