package foodcourt.defect;

import foodcourt.port.Ports;

/** Nobody renews a lease: what takes longer than a lease is claimed again while it is being worked on. */
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
