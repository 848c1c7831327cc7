/** Coverage: what a scenario expects to happen did happen, so that the other verdicts mean something. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.coverage;
