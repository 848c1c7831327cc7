/** Outages under real load: {@link tribunal.load.outage.OutageDriver} executes each at its time. */
@org.jspecify.annotations.NullMarked
package tribunal.load.outage;
