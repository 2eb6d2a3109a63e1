import { parseProperties } from './property.js';
import { shapeOf } from './shape.js';

// The reserved traits and the context fields of common-fields.json, in the notation of the vocabularies.

const ADDRESS =
  'address:object address.street address.city address.state address.postalCode:string|number address.country';

/** Of the users that `identify` tells of. The docs take `camelCase` and `snake_case`. */
export const USER_TRAITS = shapeOf(
  parseProperties(
    `${ADDRESS} age:number avatar birthday/date-time company:object company.name company.id:string|number company.industry
    company.employee_count:number company.plan createdAt/date-time description email/email firstName gender id lastName name
    phone title username website`,
  ),
  'both-cases',
);

/** Of the groups that `group` tells of. The docs say that `employees` is a text, and send numbers in every example. */
export const GROUP_TRAITS = shapeOf(
  parseProperties(
    `${ADDRESS} avatar createdAt/date-time description email/email employees:string|number id industry name phone website plan`,
  ),
  'both-cases',
);

/** Of every event, with or without a vocabulary. `value` is left out: too many programs mean something else by it. */
export const EVENT_PROPERTIES = parseProperties('revenue:number currency/iso4217');

export const CONTEXT_FIELDS = parseProperties(
  `active:boolean app:object app.name app.version app.build app.namespace
    campaign:object campaign.name campaign.source campaign.medium campaign.term campaign.content
    device:object device.id device.advertisingId device.adTrackingEnabled:boolean device.manufacturer device.model device.name
    device.type device.token device.version
    ip direct:boolean library:object library.name library.version locale
    network:object network.bluetooth:boolean network.carrier network.cellular:boolean network.wifi:boolean
    os:object os.name os.version
    page:object page.path page.referrer page.search page.title page.url
    referrer:object referrer.type referrer.name referrer.url referrer.link referrer.id
    screen:object screen.density:number screen.height:number screen.width:number
    timezone groupId traits:object userAgent userAgentData:object userAgentData.brands:array userAgentData.mobile:boolean
    userAgentData.platform channel=server|browser|mobile externalIds:array consent:object consent.categoryPreferences:object
    protocols:object protocols.event_version:integer`,
);

export const CONTEXT = shapeOf(CONTEXT_FIELDS, 'exact');
