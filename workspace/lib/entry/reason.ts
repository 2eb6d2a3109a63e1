/**
 * Why a message was not kept, in the service's own codes. It has none for a batch of too many items or a message that is too
 * large: those are `bad_request` here.
 */
export type Reason =
  | 'empty_batch'
  | 'no_user_anon_id'
  | 'id_not_string'
  | 'event_not_defined'
  | 'event_not_string'
  | 'properties_not_object'
  | 'traits_not_object'
  | 'name_not_string'
  | 'category_not_string'
  | 'unknown_source'
  | 'bad_request';
