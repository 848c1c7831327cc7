package tribunal.wire;

/** A party of a proxied connection, as the one that closed it first. */
public enum Side {
    /** The program that connected to the route. */
    CLIENT,
    /** The program to which the route leads. */
    SERVER,
    /** The proxy itself: by a toxic, by an action on a flight, or because the route went down. */
    PROXY
}
