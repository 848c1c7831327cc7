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
import tribunal.history.file.Journal;

/** Customises the app's ports by the injection that the property {@code tribunal.injection} names; absent, it does nothing. */
@AutoConfiguration
@ConditionalOnProperty("tribunal.injection")
public class FaultInjectionAutoConfiguration {
    @Bean
    Journal channelJournal(InjectorSettings injection) {
        return Journal.open(Path.of(injection.history()));
    }

    @Bean
    InjectorSettings injection(@Value("${tribunal.injection}") String file) throws IOException {
        return InjectorSettings.read(Path.of(file));
    }

    @Bean
    UnaryOperator<Ports> injector(InjectorSettings injection, Journal channelJournal) {
        FaultInjector injector = new FaultInjector(
                injection.plan(), injection.node(), Instant::now, injection.origin(), channelJournal::append);
        HarnessLink.start(injector);
        return injector;
    }
}
