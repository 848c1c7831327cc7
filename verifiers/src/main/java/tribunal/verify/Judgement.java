package tribunal.verify;

/** What is to be said of a run, in the making: goes through the parts of its history, one after the other. */
interface Judgement<T> {
    void add(Evidence part);

    /** All that there is to say, when it has gone through them all. */
    T said();
}
