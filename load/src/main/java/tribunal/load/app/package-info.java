/** The processes of the app under load: their start, settings, resources and end. */
@org.jspecify.annotations.NullMarked
package tribunal.load.app;
