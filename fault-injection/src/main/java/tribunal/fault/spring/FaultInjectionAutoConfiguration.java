package tribunal.fault.spring;

import foodcourt.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import tribunal.fault.inject.FaultInjector;
import tribunal.fault.inject.InjectorSettings;
import tribunal.fault.inject.SkewedClock;
import tribunal.history.file.Journal;

/**
 * Decorates the app's ports with the injector that the file in the property {@code tribunal.injection} configures. It
 * does nothing without the property.
 */
@AutoConfiguration
@ConditionalOnProperty("tribunal.injection")
public class FaultInjectionAutoConfiguration {
    @Bean
    Journal channelJournal(InjectorSettings settings) {
        return Journal.open(Path.of(settings.history()));
    }

    @Bean
    InjectorSettings injection(@Value("${tribunal.injection}") String file) throws IOException {
        return InjectorSettings.read(Path.of(file));
    }

    @Bean
    UnaryOperator<Ports> injector(InjectorSettings settings, Journal channelJournal) {
        FaultInjector injector = new FaultInjector(
                settings.plan(), settings.node(), Instant::now, settings.origin(), channelJournal::append);
        HarnessCommandListener.start(injector);
        return ports -> injector.apply(ports.withClock(new SkewedClock(ports.clock(), settings.skew())));
    }
}
