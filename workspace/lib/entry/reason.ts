/**
 * Why a message was not kept, in the service's own codes. It has none for a batch of too many items, for a message that is too
 * large and for one of an unknown type: those are `bad_request` here.
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
  | 'device_advertisingid_should_be_string'
  | 'consent_categorypreferences_fields_should_be_object'
  | 'consent_categorypreferences_fields_should_be_bool'
  | 'unknown_source'
  | 'source_disabled'
  | 'bad_request';
