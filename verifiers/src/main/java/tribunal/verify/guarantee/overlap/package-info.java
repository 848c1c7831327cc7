/** No overlap: no two attempts of one delivery run at the same time without a cause. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.overlap;
