/**
 * The third parties: payment gateway, restaurants, couriers and push messages, in one ledger. The ledger is also their
 * witness; a server offers it over HTTP.
 */
@org.jspecify.annotations.NullMarked
package tribunal.thirdparty;
