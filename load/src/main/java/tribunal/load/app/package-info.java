/**
 * The processes of the app under load: start, settings, resources and end. Also Chaos Monkey, which is controlled over
 * a node's actuator.
 */
@org.jspecify.annotations.NullMarked
package tribunal.load.app;
