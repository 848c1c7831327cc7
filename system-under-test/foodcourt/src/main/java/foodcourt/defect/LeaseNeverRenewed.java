package foodcourt.defect;

import foodcourt.port.Ports;

/** No lease is renewed: a delivery that takes longer than its lease is claimed again while it is being handled. */
final class LeaseNeverRenewed implements Defect {
    @Override
    public String name() {
        return "lease-never-renewed";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withQueue(new WithoutRenewal(sound.queue()));
    }
}
