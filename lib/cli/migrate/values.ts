import { CALLS, type ClientName, clientOf } from './clients.js';
import type { Binding, SourceTree } from './source-tree.js';
import { isMember, literalText, memberName, nameOf, startOf, type Tree } from './syntax.js';
import { exportOf, instanceOf, moduleOf, type Value } from './value.js';

/** A name may stand for one that stands for another: so many steps are followed. */
const MAX_ROUNDS = 5;
const RETURN_THEMSELVES = ['on', 'once', 'off', 'addListener', 'prependListener'];

/** What the names and members of one file stand for. It follows what is written in the file, and guesses nothing. */
export class Values {
  readonly #tree: SourceTree;
  readonly #bindings = new Map<Binding, Value>();
  readonly #members = new Map<string, Value>();
  #hasLearned = false;

  constructor(tree: SourceTree) {
    this.#tree = tree;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      this.#hasLearned = false;
      for (const node of tree.nodes) this.#learn(node);
      if (!this.#hasLearned) return;
    }
  }

  /** What an expression stands for. */
  of(node: Tree.Node | null | undefined): Value | undefined {
    switch (node?.type) {
      case 'Identifier':
        return this.#named(node.name, node);
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return this.#member(node);
      case 'NewExpression':
        return instanceOf(this.of(node.callee));
      case 'CallExpression':
      case 'OptionalCallExpression':
        return this.#called(node);
      case 'AwaitExpression':
        return this.of(node.argument);
      case 'TSNonNullExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'ParenthesizedExpression':
        return this.of(node.expression);
      case 'AssignmentExpression':
        return this.of(node.right);
      case 'LogicalExpression':
        return this.of(node.left) ?? this.of(node.right);
      case 'ConditionalExpression':
        return this.of(node.consequent) ?? this.of(node.alternate);
      case 'SequenceExpression':
        return this.of(node.expressions.at(-1));
      default:
        return undefined;
    }
  }

  #named(name: string, node: Tree.Node): Value | undefined {
    const binding = this.#tree.bindingOf(name, node);
    return binding && this.#bindings.get(binding);
  }

  #member(node: Tree.MemberExpression | Tree.OptionalMemberExpression): Value | undefined {
    const name = memberName(node);
    const exported = name === undefined ? undefined : exportOf(this.of(node.object), name);
    if (exported !== undefined) return exported;
    const key = this.#keyOf(node);
    return key === undefined ? undefined : this.#members.get(key);
  }

  #called(node: Tree.CallExpression | Tree.OptionalCallExpression): Value | undefined {
    const { callee } = node;
    const isLoad = callee.type === 'Import' || nameOf(callee) === 'require';
    const found = isLoad ? clientOf(literalText(node.arguments[0])) : undefined;
    if (found !== undefined) return moduleOf(found.client);
    if (!isMember(callee)) return undefined;
    const value = this.of(callee.object);
    const isSame = RETURN_THEMSELVES.includes(memberName(callee) ?? '');
    return value?.kind === 'client' && isSame ? value : undefined;
  }

  /** What a type means for the value that has it. */
  #typed(type: Tree.Node | null | undefined): Value | undefined {
    switch (type?.type) {
      case 'TSTypeAnnotation':
      case 'TypeAnnotation':
        return this.#typed(type.typeAnnotation);
      case 'TSUnionType':
        return type.types.map((one) => this.#typed(one)).find((value) => value !== undefined);
      case 'TSTypeReference':
        return instanceOf(this.#typeName(type.typeName));
      default:
        return undefined;
    }
  }

  #typeName(name: Tree.TSEntityName): Value | undefined {
    if (name.type === 'Identifier') return this.#named(name.name, name);
    if (name.type !== 'TSQualifiedName') return undefined;
    return exportOf(this.#typeName(name.left), name.right.name);
  }

  #learn(node: Tree.Node): void {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'TSImportEqualsDeclaration':
        this.#learnModule(node);
        break;
      case 'VariableDeclarator':
        this.#bind(node.id, this.of(node.init));
        break;
      case 'AssignmentExpression':
      case 'AssignmentPattern':
        this.#bind(node.left, this.of(node.right));
        break;
      case 'ClassProperty':
      case 'ClassPrivateProperty':
      case 'ClassAccessorProperty': {
        const value = this.of(node.value) ?? this.#typed(node.typeAnnotation);
        this.#keep(this.#thisKey(node, nameOf(node.key)), value);
        break;
      }
      case 'TSParameterProperty': {
        const { parameter } = node;
        const typed = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
        if (typed.type !== 'Identifier') break;
        this.#keep(this.#thisKey(node, typed.name), this.#typed(typed.typeAnnotation));
        break;
      }
      case 'Identifier':
        if (node.typeAnnotation) this.#bind(node, this.#typed(node.typeAnnotation));
        break;
      case 'ClassDeclaration':
        this.#learnSubclass(node);
        break;
      case 'CallExpression':
      case 'OptionalCallExpression':
        this.#learnContexts(node);
        break;
      default:
        break;
    }
  }

  #learnModule(node: Tree.ImportDeclaration | Tree.TSImportEqualsDeclaration): void {
    if (node.type === 'ImportDeclaration') {
      const found = clientOf(node.source.value);
      if (found === undefined) return;
      for (const specifier of node.specifiers) this.#learnImport(specifier, found.client);
      return;
    }
    const { moduleReference: reference } = node;
    if (reference.type !== 'TSExternalModuleReference') return;
    const found = clientOf(reference.expression.value);
    if (found !== undefined) this.#bind(node.id, moduleOf(found.client));
  }

  #learnSubclass({ id, superClass }: Tree.ClassDeclaration): void {
    const parent = this.of(superClass);
    const isOurs = parent?.kind === 'class' || parent?.kind === 'subclass';
    if (isOurs && id) this.#bind(id, { kind: 'subclass', client: parent.client });
  }

  #learnImport(specifier: Tree.ImportDeclaration['specifiers'][number], client: ClientName): void {
    if (specifier.type === 'ImportNamespaceSpecifier') {
      this.#bind(specifier.local, moduleOf(client));
      return;
    }
    const isDefault = specifier.type === 'ImportDefaultSpecifier';
    const name = isDefault ? 'default' : nameOf(specifier.imported);
    this.#bind(specifier.local, exportOf({ kind: 'module', client }, name ?? ''));
  }

  /** Callbacks and listeners are given contexts. */
  #learnContexts({
    callee,
    arguments: given,
  }: Tree.CallExpression | Tree.OptionalCallExpression): void {
    if (!isMember(callee)) return;
    const value = this.of(callee.object);
    if (value?.kind !== 'client') return;
    const method = memberName(callee) ?? '';
    const isCall = CALLS.includes(method);
    const isListener = method.startsWith('on') && CALLS.includes(literalText(given[0]) ?? '');
    const taker = given[1];
    if (!(isCall || isListener) || !taker || !('params' in taker)) return;
    const param = taker.params[isCall ? 1 : 0];
    if (param?.type === 'Identifier') this.#bind(param, { kind: 'context', client: value.client });
  }

  #bind(pattern: Tree.Node, value: Value | undefined): void {
    if (value === undefined) return;
    if (pattern.type === 'MemberExpression') {
      this.#keep(this.#keyOf(pattern), value);
    } else if (pattern.type === 'ObjectPattern') {
      for (const property of pattern.properties) {
        if (property.type !== 'ObjectProperty') continue;
        const { key, value: target } = property;
        this.#bind(target, exportOf(value, nameOf(key) ?? ''));
      }
    } else if (pattern.type === 'Identifier') {
      const binding = this.#tree.bindingOf(pattern.name, pattern);
      if (binding === undefined || this.#bindings.has(binding)) return;
      this.#bindings.set(binding, value);
      this.#hasLearned = true;
    }
  }

  #keep(key: string | undefined, value: Value | undefined): void {
    if (key === undefined || value === undefined || this.#members.has(key)) return;
    this.#members.set(key, value);
    this.#hasLearned = true;
  }

  /** `this.analytics` or `app.locals.analytics`, as a key that means the same thing in the whole file. */
  #keyOf(node: Tree.Node): string | undefined {
    if (node.type === 'Identifier') {
      const binding = this.#tree.bindingOf(node.name, node);
      return `${binding === undefined ? '' : startOf(binding.scope)} ${node.name}`;
    }
    if (!isMember(node)) return undefined;
    const name = memberName(node);
    if (node.object.type === 'ThisExpression') return this.#thisKey(node, name);
    const parent = this.#keyOf(node.object);
    return parent === undefined || name === undefined ? undefined : `${parent}.${name}`;
  }

  #thisKey(node: Tree.Node, name: string | undefined): string | undefined {
    const owner = [...this.#tree.ancestorsOf(node)].find(({ type }) => type === 'ClassBody');
    return name === undefined ? undefined : `${owner ? startOf(owner) : ''} this.${name}`;
  }
}
