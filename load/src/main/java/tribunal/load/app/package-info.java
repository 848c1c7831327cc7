/** The processes of the app under load: start, settings, resources and end. Also the control of Chaos Monkey. */
@org.jspecify.annotations.NullMarked
package tribunal.load.app;
