import type { CommonCallFields, Id, Identity } from '../message/call.js';
import type {
  PlannedEvents,
  PlannedGroupTraits,
  PlannedUserTraits,
  PlannedViews,
} from './planned.js';

/** The names of the events of a plan. */
export type EventName<Plan> = TextKey<PlannedEvents<Plan>>;

type TextKey<Map> = keyof Map extends infer Key ? (Key extends string ? Key : never) : never;

/** The properties of an event of a plan. */
export type EventProperties<Plan, Name extends EventName<Plan>> = AsObject<
  PlannedEvents<Plan>[Name]
>;

/** The names of the pages, or screens, of a plan. */
export type ViewName<Plan, Type extends ViewType> = TextKey<PlannedViews<Plan, Type>>;

type ViewType = 'PAGE' | 'SCREEN';

/** A {@link TrackCall} that a plan knows. `Who` says who it is about. */
export type PlannedTrackCall<
  Plan,
  Name extends EventName<Plan>,
  Who = Identity,
> = CommonCallFields &
  Who & { readonly event: Name } & Having<'properties', AsObject<PlannedEvents<Plan>[Name]>>;

/** A {@link PageCall} or a {@link ScreenCall} that a plan knows. One without a name may have any properties. */
export type PlannedViewCall<
  Plan,
  Type extends ViewType,
  Name extends ViewName<Plan, Type>,
  Who = Identity,
> = CommonCallFields &
  Who & { readonly name?: Name | undefined; readonly category?: string | undefined } & Having<
    'properties',
    [Name] extends [never] ? object : AsObject<PlannedViews<Plan, Type>[Name]>
  >;

/** An {@link IdentifyCall} that a plan knows. */
export type PlannedIdentifyCall<Plan, Who = Identity> = CommonCallFields &
  Who &
  Having<'traits', AsObject<PlannedUserTraits<Plan>>>;

/** A {@link GroupCall} that a plan knows. */
export type PlannedGroupCall<Plan, Who = Identity> = CommonCallFields &
  Who & { readonly groupId: Id } & Having<'traits', AsObject<PlannedGroupTraits<Plan>>>;

/** Properties and traits are objects, whatever else a schema would take. */
type AsObject<Content> = unknown extends Content
  ? object
  : Content extends object
    ? Content
    : never;

/**
 * A part of a message: needed where something in it is. Found out by a mapped type, and not by `{} extends Content`, so that
 * the compiler compares clients of two plans by their members: one that knows its events will do where any client does, which spec/types/planned.ts looks at.
 */
type Having<Part extends string, Content> = [NeededName<Content>] extends [never]
  ? { readonly [Name in Part]?: Content | undefined }
  : { readonly [Name in Part]: Content };

type NeededName<Content> = keyof {
  // biome-ignore lint/complexity/noBannedTypes: what has nothing in it.
  [Name in keyof Content as {} extends Pick<Content, Name> ? never : Name]-?: unknown;
};
