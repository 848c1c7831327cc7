/** Order independence: in any order of events, every entity takes legal steps only and ends legally. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.orderindependence;
