import { messageTypeOf } from '../message/message.js';
import {
  type Action,
  type OnViolation,
  type Policy,
  policyOf,
  policyOfSettings,
} from './actions.js';
import { ownerOf } from './check-document.js';
import { checkOnViolation, checkSource } from './check-on-violation.js';
import { Compiler } from './compile.js';
import type { PlanDocument, RuleType, SourceSettings } from './document.js';
import { enforce, type Rules, type Verdict } from './enforce.js';
import { Enforcer } from './enforcer.js';
import { nameOf } from './message-name.js';
import { PlanError, type PlanFault, type PlanOrigin } from './plan-error.js';
import type { EnforcerOptions, PlanLike } from './plan-like.js';
import type { Path } from './plan-path.js';
import { Rule } from './rule.js';
import { RULE_TYPES_OF } from './rule-types-of.js';
import { nearestName } from './similar-names.js';
import { Transformations } from './transformations.js';

type Bag = Readonly<Record<string, unknown>>;

/** Which settings a message is judged by. */
export interface VerdictOptions {
  /** The source it is from, whose settings in the plan count. */
  readonly sourceId?: string | undefined;
  /** In place of the settings of the source. @default 'warn', where the plan has no settings for the source either */
  readonly onViolation?: Action | OnViolation | undefined;
}

/** A tracking plan that is sound. `loadPlan` makes one. */
export class Plan implements Rules, PlanLike {
  /** The plan as it was written. */
  readonly document: PlanDocument;
  /** The file, where it came from one. */
  readonly file: string | undefined;
  readonly rules: readonly Rule[];
  readonly #origin: PlanOrigin | undefined;
  /** The rules of a type and name, the oldest version first. Those of all names have the empty name. */
  readonly #byName = new Map<RuleType, Map<string, Rule[]>>();
  readonly #transformations: Transformations;

  constructor(document: PlanDocument, origin?: PlanOrigin) {
    this.document = document;
    this.file = origin?.file;
    this.#origin = origin;
    const compiler = new Compiler();
    this.rules = document.rules.map((rule) => new Rule(rule, compiler));
    for (const rule of this.rules) this.#add(rule);
    this.#transformations = new Transformations(document.transformations ?? []);
  }

  get name(): string {
    return this.document.name;
  }

  /**
   * The rule for a message: by its type and name, and of several versions the one that `context.protocols.event_version`
   * asks for, or the oldest. None, where the message is not planned.
   */
  find(message: Bag): Rule | undefined {
    const type = messageTypeOf(message);
    const ruleType = type === undefined ? undefined : RULE_TYPES_OF[type];
    const named = ruleType === undefined ? undefined : this.#byName.get(ruleType);
    if (named === undefined) return undefined;
    const name = nameOf(message);
    const versions = (name === undefined ? undefined : named.get(name)) ?? named.get('');
    if (versions === undefined || versions.length === 1) return versions?.[0];
    const asked = versionOf(message);
    return versions.find(({ version }) => version === asked) ?? versions[0];
  }

  /** The rule for every message. */
  get common(): Rule | undefined {
    return this.#byName.get('COMMON')?.get('')?.[0];
  }

  /** Whether a message that has no rule is one that the plan would have a rule for: events always, pages where any has. */
  isUnplanned(message: Bag): boolean {
    const type = messageTypeOf(message);
    if (type === 'page' || type === 'screen')
      return this.#byName.has(RULE_TYPES_OF[type] ?? 'PAGE');
    return type === 'track';
  }

  /** The planned event, page or screen that is likely meant by a name that the plan does not have; none, where none is near. */
  nearestName(type: string, name: string): string | undefined {
    const ruleType = RULE_TYPES_OF[messageTypeOf({ type }) ?? 'alias'];
    const named = ruleType === undefined ? undefined : this.#byName.get(ruleType);
    return nearestName(
      name,
      [...(named?.keys() ?? [])].filter((key) => key !== ''),
    );
  }

  /** What the plan says of a message, which is left as it is. The message is plain data, as it comes from JSON. */
  verdict(message: Bag, options: VerdictOptions = {}): Verdict {
    const { sourceId, onViolation } = options;
    return enforce(this, message, this.#policy(sourceId, onViolation));
  }

  /**
   * The message as the plan's transformations for a source make it, which come before its verdict; nothing where they drop
   * it. The message itself is left as it is.
   */
  transform(message: Bag, sourceId: string): Bag | undefined {
    if (!this.#transformations.isFor(sourceId)) return message;
    return this.#transformations.apply(structuredClone(message), sourceId);
  }

  /** The sources that its settings and transformations are for. */
  get sourceIds(): readonly string[] {
    const { connections = [], transformations = [] } = this.document;
    return [...new Set([...connections, ...transformations].map(({ sourceId }) => sourceId))];
  }

  /** How a source is held to the plan, where the plan says so. */
  settingsOf(sourceId: string | undefined): SourceSettings | undefined {
    return this.document.connections?.find((connection) => connection.sourceId === sourceId)
      ?.settings;
  }

  /** The line of a part of the plan, where it came from a file. */
  lineOf(path: Path): number | undefined {
    return this.#origin?.lineOf(path);
  }

  /** Holds the messages of a client to the plan. @throws ValidationError where `onViolation` is wrong */
  enforcer({ onViolation, sourceId, setsIntegrations }: EnforcerOptions): Enforcer {
    checkOnViolation(onViolation, this.rules);
    checkSource(sourceId, this.sourceIds);
    return new Enforcer({
      rules: this,
      transformations: this.#transformations,
      policy: this.#policy(sourceId, onViolation),
      sourceId,
      setsIntegrations,
    });
  }

  /** Compiles the schemas of all rules now, so that no message waits for one, but a millisecond for the first of a pattern. @throws PlanError for those that can't be */
  prepare(): void {
    const faults = this.rules.flatMap((rule, index): PlanFault[] => {
      try {
        rule.prepare();
        return [];
      } catch (cause) {
        const found = cause instanceof Error ? cause.message : String(cause);
        const path = ['rules', index, 'jsonSchema'];
        return [{ path, owner: ownerOf(rule.document), found, expected: 'a schema', cause }];
      }
    });
    if (faults.length > 0) throw PlanError.of(faults, this.#origin);
  }

  /** What was asked for, or the settings of the source, or that everything is told. */
  #policy(sourceId: string | undefined, onViolation: Action | OnViolation | undefined): Policy {
    const settings = onViolation === undefined ? this.settingsOf(sourceId) : undefined;
    return settings === undefined ? policyOf(onViolation ?? 'warn') : policyOfSettings(settings);
  }

  #add(rule: Rule): void {
    const named = this.#byName.get(rule.type) ?? new Map<string, Rule[]>();
    const versions = named.get(rule.key ?? '') ?? [];
    versions.push(rule);
    versions.sort((one, other) => one.version - other.version);
    named.set(rule.key ?? '', versions);
    this.#byName.set(rule.type, named);
  }
}

function versionOf({ context }: Bag): unknown {
  const { protocols } = (context ?? {}) as { readonly protocols?: Bag };
  return typeof protocols === 'object' && protocols !== null
    ? protocols['event_version']
    : undefined;
}
