const isFunction = ({ type }) => /Function/.test(type);

/** Whether a child stands for a property's name, not for a variable. */
const isPropertyName = ({ type, computed }, key) =>
  !computed &&
  ((type === 'MemberExpression' && key === 'property') ||
    (/^(Property|MethodDefinition|PropertyDefinition)$/.test(type) && key === 'key'));

/** The nodes right below one, but for names of properties. */
const below = (node) =>
  Object.entries(node)
    .filter(([key]) => !isPropertyName(node, key))
    .flatMap(([, child]) => child)
    .filter((child) => child && typeof child.type === 'string');

/** The names that a pattern binds. */
const namesOfPattern = (pattern) => {
  if (!pattern) return [];
  if (pattern.type === 'Identifier') return [pattern.name];
  if (pattern.type === 'AssignmentPattern') return namesOfPattern(pattern.left);
  if (pattern.type === 'RestElement') return namesOfPattern(pattern.argument);
  if (pattern.type === 'ArrayPattern') return pattern.elements.flatMap(namesOfPattern);
  return pattern.properties.flatMap((property) => namesOfPattern(property.value ?? property));
};

const namesOfDeclaration = ({ type, declarations, id }) =>
  type === 'VariableDeclaration'
    ? declarations.flatMap((one) => namesOfPattern(one.id))
    : /^(Function|Class)Declaration$/.test(type)
      ? [id.name]
      : [];

/** Names that `var` binds anywhere in a function, functions inside it excepted. */
const varsIn = (node) =>
  below(node)
    .filter((child) => !isFunction(child))
    .flatMap((child) => [
      ...(child.type === 'VariableDeclaration' && child.kind === 'var' ? namesOfDeclaration(child) : []),
      ...varsIn(child),
    ]);

/** The names that a node binds for what stands inside it. */
const boundBy = (node) => {
  if (isFunction(node))
    return [
      ...(node.type === 'FunctionExpression' && node.id ? [node.id.name] : []),
      ...node.params.flatMap(namesOfPattern),
      ...varsIn(node.body),
    ];
  if (node.type === 'CatchClause') return namesOfPattern(node.param);
  if (node.type === 'SwitchStatement')
    return node.cases.flatMap(({ consequent }) => consequent.flatMap(namesOfDeclaration));
  if (/^For(In|Of)?Statement$/.test(node.type)) return namesOfDeclaration(node.init ?? node.left ?? {});
  return node.type === 'BlockStatement' ? node.body.flatMap(namesOfDeclaration) : [];
};

/** The names that a node mentions and does not bind itself; those of the nodes in `except` not. */
export const freeNames = (node, except = new Set()) => {
  if (except.has(node)) return [];
  if (node.type === 'Identifier') return [node.name];
  const bound = new Set(boundBy(node));
  return below(node)
    .flatMap((child) => freeNames(child, except))
    .filter((name) => !bound.has(name));
};
