package foodcourt.app;

import foodcourt.app.adapter.FoodcourtProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Runs one node of Foodcourt as a Spring Boot application. */
@SpringBootApplication
@EnableConfigurationProperties(FoodcourtProperties.class)
public class Application {
    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
