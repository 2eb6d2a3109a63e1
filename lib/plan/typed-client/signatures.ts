import { isDeprecated } from '../deprecation.js';
import type { RuleType } from '../document.js';
import { docComment, prose } from './doc-comment.js';
import type { PlannedCall, PlannedCalls } from './planned-calls.js';
import { indented } from './type-text.js';

/** The types of the calls, and the interface of the client. */
export function signatures(calls: PlannedCalls): string {
  const methods = [
    calls.events.length > 0 ? TRACK : '',
    identifySignature(calls.identify),
    groupSignature(calls.group),
    viewSignature('page', calls.pages),
    viewSignature('screen', calls.screens),
    ...calls.events.map(eventSignature),
  ].filter((method) => method !== '');
  const hasNamed = methods.some((method) => method.includes('With<'));
  return [
    ...callTypes(calls),
    ...(hasNamed ? [WITH] : []),
    `/** The calls of the plan. \`Who\` says who they are about. */
export interface TypedAnalytics<Who extends ScopedIdentity = Identity> {
  ${indented(methods.join('\n\n'))}
}`,
  ].join('\n\n');
}

const WITH = `/** Properties may be left out where none of them is needed. */
type With<Properties> = {} extends Properties
  ? { readonly properties?: Properties | undefined }
  : { readonly properties: Properties };`;

const TRACK = `/** Any event of the plan by its name; of several versions the oldest. */
track<Name extends keyof Events>(
  call: Call<Who> & { readonly event: Name } & With<Events[Name]>,
  callback?: Callback,
): Receipt;`;

function callTypes({ common, neededIds }: PlannedCalls): readonly string[] {
  const omitted = "'event' | 'properties' | 'userId' | 'anonymousId'";
  const others = common === undefined ? omitted : `${omitted} | 'context'`;
  const context = common === undefined ? '' : ` & ${contextMember(common)}`;
  return [
    `/** Who a call is about${neededIds.length === 0 ? ': one of the two is needed' : ''}. */
export type Identity = ${identityOf(neededIds)};`,
    `/** The same where a scope may have said it. */
export interface ScopedIdentity {
  readonly userId?: Id | undefined;
  readonly anonymousId?: Id | undefined;
}`,
    `/** What every call may carry. */
export interface CallFields extends Omit<TrackCall, ${others}> {}`,
    `type Call<Who> = CallFields & Who${context};`,
  ];
}

/** The two know nothing of each other: so compilers tell what else is missing where one of them is there. */
function identityOf(needed: readonly string[]): string {
  if (needed.length === 0) return '{ readonly anonymousId: Id } | { readonly userId: Id }';
  const others = ['userId', 'anonymousId'].filter((id) => !needed.includes(id));
  const members = [
    ...needed.map((id) => `readonly ${id}: Id`),
    ...others.map((id) => `readonly ${id}?: Id | undefined`),
  ];
  return `{ ${members.join('; ')} }`;
}

/** A scope may bring what is needed of a context, so it is asked of nobody who has one. */
function contextMember({ typeName, isNeeded }: NonNullable<PlannedCall['context']>): string {
  if (!isNeeded) return `{ readonly context?: ${typeName} | undefined }`;
  return `(Who extends Identity ? { readonly context: ${typeName} } : { readonly context?: Partial<${typeName}> | undefined })`;
}

function eventSignature(call: PlannedCall): string {
  const { functionName } = call;
  return `${docOfCall(call)}${functionName}(call: Call<Who> & ${bagMember(call)}, callback?: Callback): Receipt;`;
}

function identifySignature(call: PlannedCall | undefined): string {
  if (call === undefined) return '';
  return `${docOfCall(call)}identify(call: Call<Who> & ${bagMember(call)}, callback?: Callback): Receipt;`;
}

function groupSignature(call: PlannedCall | undefined): string {
  if (call === undefined) return '';
  return `${docOfCall(call)}group(
  call: Call<Who> & { readonly groupId: Id } & ${bagMember(call)},
  callback?: Callback,
): Receipt;`;
}

/** Pages have their properties by their names. Where a rule is for all of them, any other may come as well. */
function viewSignature(name: 'page' | 'screen', calls: readonly PlannedCall[]): string {
  const any = calls.find(({ rule }) => rule.key === undefined);
  const hasNamed = calls.some(({ rule }) => rule.key !== undefined);
  if (calls.length === 0) return '';
  const map = name === 'page' ? 'Pages' : 'Screens';
  const category = 'readonly category?: string | undefined';
  const doc = docComment([any === undefined ? `A ${name} of the plan.` : `A ${name}.`]);
  if (!hasNamed && any !== undefined) {
    return `${doc}${name}(
  call: Call<Who> & { readonly name?: string | undefined; ${category} } & ${bagMember(any)},
  callback?: Callback,
): Receipt;`;
  }
  const [bound, member, properties] =
    any === undefined
      ? [`keyof ${map}`, 'readonly name: Name', `${map}[Name]`]
      : [
          'string',
          'readonly name?: Name | undefined',
          `Name extends keyof ${map} ? ${map}[Name] : ${any.typeName}`,
        ];
  return `${doc}${name}<Name extends ${bound}>(
  call: Call<Who> & { ${member}; ${category} } & With<${properties}>,
  callback?: Callback,
): Receipt;`;
}

function bagMember(call: PlannedCall): string {
  const { rule, typeName, isNeeded, context } = call;
  const bag = isNeeded
    ? `{ readonly ${rule.bag}: ${typeName} }`
    : `{ readonly ${rule.bag}?: ${typeName} | undefined }`;
  return context === undefined ? bag : `${bag} & ${contextMember(context)}`;
}

/** What a call says where no key says it. */
const SUMMARIES: Readonly<Record<RuleType, string>> = {
  COMMON: 'Any call.',
  GROUP: 'Which account or organization a user belongs to.',
  IDENTIFY: 'Who a user is.',
  PAGE: 'Which page of a web site a user looks at.',
  SCREEN: 'Which screen of an app a user looks at.',
  TRACK: 'What a user does.',
};

function docOfCall({ rule, version }: PlannedCall): string {
  const { planning = {}, jsonSchema, deprecatedAt } = rule.document;
  const { what, why = [], forWhom = [], where = [] } = planning;
  const { description } = jsonSchema;
  const first = rule.key === undefined ? SUMMARIES[rule.type] : (what ?? rule.key);
  const summary = prose(version === undefined ? first : `${first} (version ${version})`);
  const told = typeof description === 'string' ? prose(description) : '';
  const questions = why.map((question) => `- ${prose(question)}`).join('\n');
  const people = [
    ...(forWhom.length === 0 ? [] : [`For ${prose(forWhom.join(', '))}.`]),
    ...(where.length === 0 ? [] : [`Goes to ${prose(where.join(', '))}.`]),
  ];
  // Whenever that is: the same plan gives the same file on any day.
  const isOver = isDeprecated(rule.document, Number.POSITIVE_INFINITY);
  const paragraphs = [summary, told === summary ? '' : told, questions, people.join('\n')];
  return docComment(
    isOver ? [...paragraphs, `@deprecated since ${deprecatedAt?.slice(0, 10)}`] : paragraphs,
  );
}
