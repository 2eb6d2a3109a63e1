// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

/**
 * The industry vocabularies: a line of JSON for each, and a line for each of its events. Properties are written as
 * `path:types/format=values`, where `:string` is left out and `$` stands for the items of an array.
 */
export const VOCABULARY_LINES = `
{"vocabulary":"ecommerce-v2","title":"Ecommerce (v2)"}
{"name":"Products Searched","properties":"query:string|object"}
{"name":"Product List Viewed","aliases":["Viewed Product Category"],"properties":"list_id category products:array products.$:object products.$.product_id products.$.sku products.$.category products.$.name products.$.brand products.$.variant products.$.price:number/decimal-money products.$.quantity:number products.$.coupon products.$.position:number products.$.url/uri products.$.image_url/uri"}
{"name":"Product List Filtered","properties":"list_id category filters:array filters.$:object filters.$.type filters.$.value/decimal-money sorts:array sorts.$:object sorts.$.type sorts.$.value/decimal-money products:array products.$:object products.$.product_id products.$.sku products.$.category products.$.name products.$.brand products.$.variant products.$.price:number/decimal-money products.$.quantity:number products.$.coupon products.$.position:number products.$.url/uri products.$.image_url/uri"}
{"name":"Promotion Viewed","aliases":["Viewed Promotion"],"properties":"promotion_id creative name position"}
{"name":"Promotion Clicked","aliases":["Clicked Promotion"],"properties":"promotion_id creative name position"}
{"name":"Product Clicked","aliases":["Clicked Product"],"properties":"product_id sku category name brand variant price:number/decimal-money quantity:number coupon position:number url/uri image_url/uri"}
{"name":"Product Viewed","aliases":["Viewed Product"],"properties":"product_id sku category name brand variant price:number/decimal-money quantity:number coupon currency/iso4217 position:number value:number/decimal-money url/uri image_url/uri"}
{"name":"Product Added","aliases":["Added Product"],"properties":"cart_id product_id sku category name brand variant price:number/decimal-money quantity:number coupon position:number url/uri image_url/uri"}
{"name":"Product Removed","aliases":["Removed Product"],"properties":"cart_id product_id sku category name brand variant price:number/decimal-money quantity:number coupon position:number url/uri image_url/uri"}
{"name":"Cart Viewed","properties":"cart_id products:array products.$:object products.$.product_id products.$.sku products.$.category products.$.name products.$.brand products.$.variant products.$.price:number/decimal-money products.$.quantity:number products.$.coupon products.$.position:number products.$.url/uri products.$.image_url/uri"}
{"name":"Checkout Started","aliases":["Started Order"],"expected":["products"],"properties":"order_id affiliation value:number/decimal-money revenue:number/decimal-money shipping:number/decimal-money tax:number/decimal-money discount:number/decimal-money coupon currency/iso4217 products:array products.$:object products.$.product_id products.$.sku products.$.category products.$.name products.$.brand products.$.variant products.$.price:number/decimal-money products.$.quantity:number products.$.coupon products.$.position:number products.$.url/uri products.$.image_url/uri"}
{"name":"Checkout Step Viewed","aliases":["Viewed Checkout Step"],"properties":"checkout_id step:number shipping_method payment_method"}
{"name":"Checkout Step Completed","aliases":["Completed Checkout Step"],"properties":"checkout_id step:number shipping_method payment_method"}
{"name":"Payment Info Entered","properties":"checkout_id order_id step:number shipping_method payment_method"}
{"name":"Order Updated","aliases":["Updated Order"],"expected":["products"],"properties":"order_id affiliation total:number/decimal-money revenue:number/decimal-money shipping:number/decimal-money tax:number/decimal-money discount:number/decimal-money coupon currency/iso4217 products:array products.$:object products.$.product_id products.$.sku products.$.category products.$.name products.$.brand products.$.variant products.$.price:number/decimal-money products.$.quantity:number products.$.coupon products.$.position:number products.$.url/uri products.$.image_url/uri"}
{"name":"Order Completed","aliases":["Completed Order"],"expected":["products"],"properties":"checkout_id order_id affiliation subtotal:number/decimal-money total:number/decimal-money revenue:number/decimal-money shipping:number/decimal-money tax:number/decimal-money discount:number/decimal-money coupon currency/iso4217 products:array products.$:object products.$.product_id products.$.sku products.$.category products.$.name products.$.brand products.$.variant products.$.price:number/decimal-money products.$.quantity:number products.$.coupon products.$.position:number products.$.url/uri products.$.image_url/uri"}
{"name":"Order Refunded","expected":["products"],"properties":"order_id total:number/decimal-money currency/iso4217 products:array products.$:object products.$.product_id products.$.sku products.$.category products.$.name products.$.brand products.$.variant products.$.price:number/decimal-money products.$.quantity:number products.$.coupon products.$.position:number products.$.url/uri products.$.image_url/uri"}
{"name":"Order Cancelled","expected":["products"],"properties":"order_id affiliation total:number/decimal-money revenue:number/decimal-money shipping:number/decimal-money tax:number/decimal-money discount:number/decimal-money coupon currency/iso4217 products:array products.$:object products.$.product_id products.$.sku products.$.category products.$.name products.$.brand products.$.variant products.$.price:number/decimal-money products.$.quantity:number products.$.coupon products.$.position:number products.$.url/uri products.$.image_url/uri"}
{"name":"Coupon Entered","properties":"order_id cart_id coupon_id"}
{"name":"Coupon Applied","properties":"order_id cart_id coupon_id coupon_name discount:number/decimal-money"}
{"name":"Coupon Denied","properties":"order_id cart_id coupon_id coupon_name reason"}
{"name":"Coupon Removed","properties":"order_id cart_id coupon_id coupon_name discount:number/decimal-money"}
{"name":"Product Added to Wishlist","properties":"wishlist_id wishlist_name product_id sku category name brand variant price:number/decimal-money quantity:number coupon position:number url/uri image_url/uri"}
{"name":"Product Removed from Wishlist","properties":"wishlist_id wishlist_name product_id sku category name brand variant price:number/decimal-money quantity:number coupon position:number url/uri image_url/uri"}
{"name":"Wishlist Product Added to Cart","properties":"wishlist_id wishlist_name cart_id product_id sku category name brand variant price:number/decimal-money quantity:number coupon position:number url/uri image_url/uri"}
{"name":"Product Shared","properties":"share_via share_message recipient product_id sku category name brand variant price:number/decimal-money url/uri image_url/uri"}
{"name":"Cart Shared","properties":"share_via share_message recipient cart_id products:array products.$:object products.$.product_id"}
{"name":"Product Reviewed","properties":"product_id review_id review_body rating"}
{"vocabulary":"ecommerce-v1","title":"Ecommerce (v1, legacy)","isLegacy":true}
{"name":"Viewed Product Category","properties":"category"}
{"name":"Viewed Product","properties":"id sku name price:number/decimal-money category"}
{"name":"Added Product","properties":"id sku name price:number/decimal-money quantity:number category"}
{"name":"Removed Product","properties":"id sku name price:number/decimal-money quantity:number category"}
{"name":"Order Completed","aliases":["Completed Order"],"expected":["products"],"properties":"orderId revenue:number/decimal-money shipping:number/decimal-money tax:number/decimal-money discount:number/decimal-money coupon currency/iso4217 products:array products.$:object products.$.id products.$.sku products.$.name products.$.price:number/decimal-money products.$.quantity:number products.$.category"}
{"vocabulary":"b2b-saas","title":"B2B SaaS"}
{"name":"Account Created","properties":"account_name","context":"groupId"}
{"name":"Account Deleted","properties":"account_name","context":"groupId"}
{"name":"Signed Up","properties":"type first_name last_name email/email phone/phone username title","context":"groupId"}
{"name":"Signed In","properties":"username","context":"groupId"}
{"name":"Signed Out","properties":"username","context":"groupId"}
{"name":"Invite Sent","properties":"invitee_email/email invitee_first_name invitee_last_name invitee_role","context":"groupId"}
{"name":"Account Added User","properties":"role","context":"groupId"}
{"name":"Account Removed User","context":"groupId"}
{"name":"Trial Started","properties":"trial_start_date/iso8601 trial_end_date/iso8601 trial_plan_name","context":"groupId"}
{"name":"Trial Ended","properties":"trial_start_date/iso8601 trial_end_date/iso8601 trial_plan_name","context":"groupId"}
{"vocabulary":"mobile","title":"Native mobile"}
{"name":"Application Installed","properties":"version build"}
{"name":"Application Opened","properties":"from_background:boolean url/uri referring_application version build"}
{"name":"Application Backgrounded"}
{"name":"Application Foregrounded"}
{"name":"Application Updated","properties":"previous_version previous_build version build"}
{"name":"Application Uninstalled"}
{"name":"Application Crashed"}
{"name":"Install Attributed","properties":"provider campaign:object campaign.source campaign.name campaign.medium campaign.content campaign.ad_creative campaign.ad_group"}
{"name":"Push Notification Received","properties":"campaign:object campaign.name campaign.medium campaign.content campaign.source"}
{"name":"Push Notification Tapped","properties":"action campaign:object campaign.name campaign.medium campaign.content campaign.source"}
{"name":"Push Notification Bounced","properties":"action campaign:object campaign.name campaign.medium campaign.content campaign.source"}
{"name":"Deep Link Opened","properties":"provider url/uri"}
{"name":"Deep Link Clicked","properties":"provider url"}
{"vocabulary":"video","title":"Video"}
{"name":"Video Playback Started","expected":["session_id"],"properties":"session_id content_asset_ids:array content_asset_ids.$ content_pod_ids:array content_pod_ids.$ ad_asset_id:array ad_asset_id.$ ad_pod_id:array ad_pod_id.$ ad_type:array ad_type.$=pre-roll|mid-roll|post-roll position:integer/seconds total_length:integer|null/seconds bitrate:integer/kbps framerate:number/fps video_player sound:integer/percent-0-100 full_screen:boolean ad_enabled:boolean quality livestream:boolean"}
{"name":"Video Playback Paused","expected":["session_id"],"properties":"session_id content_asset_id:string|null content_pod_id:string|null ad_asset_id:string|null ad_pod_id:string|null ad_type:string|null=pre-roll|mid-roll|post-roll position:integer/seconds total_length:integer|null/seconds bitrate:integer/kbps framerate:number/fps video_player sound:integer/percent-0-100 full_screen:boolean ad_enabled:boolean quality livestream:boolean"}
{"name":"Video Playback Interrupted","expected":["session_id"],"properties":"session_id content_asset_id:string|null content_pod_id:string|null ad_asset_id:string|null ad_pod_id:string|null ad_type:string|null=pre-roll|mid-roll|post-roll position:integer/seconds total_length:integer|null/seconds bitrate:integer/kbps framerate:number/fps video_player sound:integer/percent-0-100 full_screen:boolean ad_enabled:boolean quality livestream:boolean method"}
{"name":"Video Playback Buffer Started","expected":["session_id"],"properties":"session_id content_asset_id:string|null content_pod_id:string|null ad_asset_id:string|null ad_pod_id:string|null ad_type:string|null=pre-roll|mid-roll|post-roll position:integer/seconds total_length:integer|null/seconds bitrate:integer/kbps framerate:number/fps video_player sound:integer/percent-0-100 full_screen:boolean ad_enabled:boolean quality livestream:boolean"}
{"name":"Video Playback Buffer Completed","expected":["session_id"],"properties":"session_id content_asset_id:string|null content_pod_id:string|null ad_asset_id:string|null ad_pod_id:string|null ad_type:string|null=pre-roll|mid-roll|post-roll position:integer/seconds total_length:integer|null/seconds bitrate:integer/kbps framerate:number/fps video_player sound:integer/percent-0-100 full_screen:boolean ad_enabled:boolean quality livestream:boolean"}
{"name":"Video Playback Seek Started","expected":["session_id"],"properties":"session_id content_asset_id:string|null content_pod_id:string|null ad_asset_id:string|null ad_pod_id:string|null ad_type:string|null=pre-roll|mid-roll|post-roll position:integer/seconds total_length:integer|null/seconds bitrate:integer/kbps framerate:number/fps video_player sound:integer/percent-0-100 full_screen:boolean ad_enabled:boolean quality livestream:boolean seek_position:integer/seconds"}
{"name":"Video Playback Seek Completed","expected":["session_id"],"properties":"session_id content_asset_id:string|null content_pod_id:string|null ad_asset_id:string|null ad_pod_id:string|null ad_type:string|null=pre-roll|mid-roll|post-roll position:integer/seconds total_length:integer|null/seconds bitrate:integer/kbps framerate:number/fps video_player sound:integer/percent-0-100 full_screen:boolean ad_enabled:boolean quality livestream:boolean"}
{"name":"Video Playback Resumed","expected":["session_id"],"properties":"session_id content_asset_id:string|null content_pod_id:string|null ad_asset_id:string|null ad_pod_id:string|null ad_type:string|null=pre-roll|mid-roll|post-roll position:integer/seconds total_length:integer|null/seconds bitrate:integer/kbps framerate:number/fps video_player sound:integer/percent-0-100 full_screen:boolean ad_enabled:boolean quality livestream:boolean"}
{"name":"Video Playback Completed","expected":["session_id"],"properties":"session_id content_asset_id:string|null content_pod_id:string|null ad_asset_id:string|null ad_pod_id:string|null ad_type:string|null=pre-roll|mid-roll|post-roll position:integer/seconds total_length:integer|null/seconds bitrate:integer/kbps framerate:number/fps video_player sound:integer/percent-0-100 full_screen:boolean ad_enabled:boolean quality livestream:boolean"}
{"name":"Video Playback Exited","expected":["session_id"],"properties":"session_id content_asset_id:string|null content_pod_id:string|null ad_asset_id:string|null ad_pod_id:string|null ad_type:string|null=pre-roll|mid-roll|post-roll position:integer/seconds total_length:integer|null/seconds bitrate:integer/kbps framerate:number/fps video_player sound:integer/percent-0-100 full_screen:boolean ad_enabled:boolean quality livestream:boolean"}
{"name":"Video Content Started","expected":["session_id"],"properties":"session_id asset_id pod_id title description keywords:array keywords.$ season episode genre program publisher position:integer/seconds total_length:integer|null/seconds channel full_episode:boolean livestream:boolean airdate/iso8601 bitrate:integer/kbps framerate:number/fps"}
{"name":"Video Content Playing","expected":["session_id","position"],"properties":"session_id asset_id pod_id title description keywords:array keywords.$ season episode genre program publisher position:integer/seconds total_length:integer|null/seconds channel full_episode:boolean livestream:boolean airdate/iso8601 bitrate:integer/kbps framerate:number/fps"}
{"name":"Video Content Completed","expected":["session_id"],"properties":"session_id asset_id pod_id title description keywords:array keywords.$ season episode genre program publisher position:integer/seconds total_length:integer|null/seconds channel full_episode:boolean livestream:boolean airdate/iso8601 bitrate:integer/kbps framerate:number/fps"}
{"name":"Video Ad Started","expected":["session_id"],"properties":"session_id asset_id pod_id pod_position:integer pod_length:integer type=pre-roll|mid-roll|post-roll title publisher position:integer/seconds total_length:integer/seconds load_type=linear|dynamic content:object content.session_id content.asset_id content.pod_id content.title content.description content.keywords:array content.keywords.$ content.season content.episode content.genre content.program content.publisher content.position:integer/seconds content.total_length:integer|null/seconds content.channel content.full_episode:boolean content.livestream:boolean content.airdate/iso8601 content.bitrate:integer/kbps content.framerate:number/fps"}
{"name":"Video Ad Playing","expected":["session_id","position"],"properties":"session_id asset_id pod_id pod_position:integer pod_length:integer type=pre-roll|mid-roll|post-roll title publisher position:integer/seconds total_length:integer/seconds load_type=linear|dynamic content:object content.session_id content.asset_id content.pod_id content.title content.description content.keywords:array content.keywords.$ content.season content.episode content.genre content.program content.publisher content.position:integer/seconds content.total_length:integer|null/seconds content.channel content.full_episode:boolean content.livestream:boolean content.airdate/iso8601 content.bitrate:integer/kbps content.framerate:number/fps quartile:integer"}
{"name":"Video Ad Completed","expected":["session_id"],"properties":"session_id asset_id pod_id pod_position:integer pod_length:integer type=pre-roll|mid-roll|post-roll title publisher position:integer/seconds total_length:integer/seconds load_type=linear|dynamic content:object content.session_id content.asset_id content.pod_id content.title content.description content.keywords:array content.keywords.$ content.season content.episode content.genre content.program content.publisher content.position:integer/seconds content.total_length:integer|null/seconds content.channel content.full_episode:boolean content.livestream:boolean content.airdate/iso8601 content.bitrate:integer/kbps content.framerate:number/fps"}
{"name":"Video Quality Updated","properties":"bitrate:integer/kbps framerate:number/fps startupTime:number/unit-unspecified droppedFrames:integer"}
{"vocabulary":"email","title":"Email"}
{"name":"Email Bounced","properties":"email_id email_subject campaign_id campaign_name","context":"traits:object traits.email"}
{"name":"Email Delivered","properties":"email_id email_subject campaign_id campaign_name","context":"traits:object traits.email"}
{"name":"Email Link Clicked","properties":"email_id email_subject campaign_id campaign_name link_id link_url/uri","context":"ip traits:object traits.email user_agent"}
{"name":"Email Marked as Spam","properties":"email_id email_subject campaign_id campaign_name","context":"ip traits:object traits.email user_agent"}
{"name":"Email Opened","properties":"email_id email_subject campaign_id campaign_name","context":"ip traits:object traits.email user_agent"}
{"name":"Unsubscribed","properties":"email_id email_subject campaign_id campaign_name list_id list_name","context":"ip traits:object traits.email user_agent"}
{"vocabulary":"live-chat","title":"Live chat"}
{"name":"Live Chat Conversation Started","properties":"agent_id agent_name agent_username conversation_id conversation_duration:number/seconds message_id message_body"}
{"name":"Live Chat Conversation Ended","properties":"agent_id agent_name agent_username conversation_id conversation_duration:number/seconds message_id message_body"}
{"name":"Live Chat Message Sent","properties":"agent_id agent_name agent_username conversation_id conversation_duration:number/seconds message_id message_body"}
{"name":"Live Chat Message Received","properties":"agent_id agent_name agent_username conversation_id conversation_duration:number/seconds message_id message_body"}
{"vocabulary":"ab-testing","title":"A/B testing"}
{"name":"Experiment Viewed","properties":"experiment_id experiment_name variation_id variation_name"}
{"vocabulary":"ai-copilot","title":"AI copilot"}
{"name":"Conversation Started","properties":"conversationId"}
{"name":"Message Sent","properties":"conversationId messageId message_body role"}
{"name":"Message Received","properties":"conversationId messageId message_body role"}
{"name":"Conversation Ended","properties":"conversationId message_count:integer"}
{"name":"Action Invoked","properties":"conversationId messageId type action role"}
{"name":"Media Generated","properties":"conversationId messageId type sub_type role"}
{"name":"Component Loaded","properties":"conversationId messageId type"}
{"name":"Feedback Submitted","properties":"conversationId messageId rating:number"}
{"vocabulary":"platform","title":"Names the platform itself produces or reserves"}
{"name":"Violation Generated","properties":"appVersion eventMessageID eventName eventSentAt/iso8601 eventTimestamp/iso8601 eventType sourceID sourceName sourceSlug trackingPlanID trackingPlanName violationDescription violationField violationType","context":"app:object|null library:object library.name library.version"}
{"name":"Segment Consent Preference Updated","required":["context.consent.categoryPreferences"],"context":"consent:object consent.categoryPreferences:object"}
{"name":"Page Viewed","call":"page"}
{"name":"Screen Viewed","call":"screen"}
`;
