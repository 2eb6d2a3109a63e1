import { checkListener } from './check-listener.js';
import { CALLS, type ClientName, isClass } from './clients.js';
import type { GeneralCode } from './constructs.js';
import { type Remark, remark } from './finding.js';
import { INNER_PROPERTIES } from './option-rules.js';
import type { SourceTree } from './source-tree.js';
import { isCall, isMember, literalText, memberName, startOf, type Tree } from './syntax.js';
import type { Use } from './use.js';
import type { Values } from './values.js';

const LISTENING = ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener'];
const FLUSHING = ['flush', 'closeAndFlush'];

/** What a file does with clients that are made or typed in it. */
export function checkUses(tree: SourceTree, values: Values): readonly Remark[] {
  return tree.nodes.flatMap((node) => {
    if (!isMember(node)) return [];
    const name = memberName(node);
    if (name === undefined) return [];
    const offset = startOf(node.property);
    const parent = tree.parentOf(node);
    const call = isCall(parent) && parent.callee === node ? parent : undefined;
    const chained = chainOf(node, values);
    if (chained !== undefined && CALLS.concat(FLUSHING).includes(name)) {
      return [remark({ code: 'chained-call', client: chained, offset, subject: name })];
    }
    const value = values.of(node.object);
    if (value === undefined) return [];
    const { client } = value;
    if (value.kind === 'context' && call !== undefined && name === 'flush') {
      return [remark({ code: 'context-flush', client, offset })];
    }
    if (value.kind !== 'client') return [];
    if (call !== undefined) return checkCall({ client, method: name, call, offset }, tree);
    if (!isClass(client) || !INNER_PROPERTIES.includes(name)) return [];
    return [remark({ code: 'inner-property', client, offset, subject: name })];
  });
}

/** The client whose call returned the object, where Waybill returns a receipt. */
function chainOf(
  { object }: Tree.MemberExpression | Tree.OptionalMemberExpression,
  values: Values,
): ClientName | undefined {
  if (!isCall(object) || !isMember(object.callee)) return undefined;
  const { callee } = object;
  if (!CALLS.includes(memberName(callee) ?? '')) return undefined;
  const before = chainOf(callee, values);
  if (before !== undefined) return before;
  const value = values.of(callee.object);
  return value?.kind === 'client' ? value.client : undefined;
}

function checkCall(use: Use, tree: SourceTree): readonly Remark[] {
  const { method, client, offset } = use;
  const say = (code: GeneralCode): readonly Remark[] => [
    remark({ code, client, offset, subject: method }),
  ];
  if (LISTENING.includes(method)) return checkListener(use, tree);
  if (CALLS.includes(method)) return takesBatch(use) ? say('callback-arguments') : [];
  if (FLUSHING.includes(method)) return checkFlush(use).flatMap(say);
  if (method === 'createPersistenceQueue') return say('persistence-queue');
  if (method === 'register') return client === 'segment' ? say('plugin-rules') : [];
  const isOldEnqueue = method === 'enqueue' && use.call.arguments.length > 1 && isText(use);
  return isOldEnqueue ? say('enqueue-arguments') : [];
}

function isText({ call }: Use): boolean {
  return literalText(call.arguments[0]) !== undefined;
}

/** Whether a callback reads the batch, which Waybill does not give; one that is written elsewhere may. */
function takesBatch({ client, call }: Use): boolean {
  const callback = call.arguments[1];
  if (callback === undefined || !isClass(client)) return false;
  return 'params' in callback && Array.isArray(callback.params) ? callback.params.length > 1 : true;
}

function checkFlush({ client, call }: Use): readonly GeneralCode[] {
  if (client === 'segment') return ['flush-overlap'];
  if (!isClass(client)) return [];
  return call.arguments.length > 0 ? ['flush-callback'] : ['flush-report'];
}
