package tribunal;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which package may know which, and what nobody may call; each message says what to do instead. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("tribunal", "foodcourt");

    private static final DescribedPredicate<JavaClass> BLOCKING = nameMatching(
                    "java\\.util\\.concurrent\\.(?!atomic\\.|ThreadLocalRandom).*")
            .as("java.util.concurrent")
            .forSubtype();

    @Test
    void history_knows_nobody() {
        noClasses()
                .that()
                .resideInAPackage("tribunal.history..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("tribunal..", "foodcourt..")
                        .and(DescribedPredicate.not(resideInAPackage("tribunal.history.."))))
                .because("it is the one data type that all others share")
                .check(OURS);
    }

    @Test
    void foodcourt_knows_nobody() {
        noClasses()
                .that()
                .resideInAPackage("foodcourt..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("tribunal..", "org.springframework.."))
                .because("the accused is free of frameworks and knows nothing of its trial")
                .check(OURS);
    }

    @Test
    void the_sound_app_knows_nothing_of_its_defects() {
        noClasses()
                .that()
                .resideInAPackage("foodcourt..")
                .and()
                .resideOutsideOfPackage("foodcourt.defect..")
                .should()
                .dependOnClassesThat(resideInAPackage("foodcourt.defect.."))
                .because("a defect wraps what the sound app uses, and needs no place in it")
                .check(OURS);
    }

    /** The adapters are not on this module's class path, since they run in a process of their own. */
    @Test
    void adapters_know_no_defect_but_the_one_that_assembles_the_app() {
        JavaClasses adapters = new ClassFileImporter().importPath("../system-under-test/app/target/classes");
        noClasses()
                .that()
                .resideInAPackage("foodcourt.app..")
                .and()
                .doNotHaveSimpleName("FoodcourtConfiguration")
                .should()
                .dependOnClassesThat(resideInAPackage("foodcourt.defect.."))
                .because("a defect wraps the ports, and needs no place in their adapters")
                .check(adapters);
    }

    @Test
    void the_judge_knows_only_the_history() {
        noClasses()
                .that()
                .resideInAPackage("tribunal.verify..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("tribunal..", "foodcourt..")
                        .and(DescribedPredicate.not(resideInAnyPackage("tribunal.verify..", "tribunal.history.."))))
                .because("a verdict is a function of history and model")
                .check(OURS);
    }

    @Test
    void reports_only_write_what_the_judge_said() {
        noClasses()
                .that()
                .resideInAPackage("tribunal.report..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("tribunal..", "foodcourt..")
                        .and(DescribedPredicate.not(
                                resideInAnyPackage("tribunal.report..", "tribunal.verify..", "tribunal.history.."))))
                .check(OURS);
    }

    @Test
    void load_and_scenarios_speak_of_orders_and_never_of_foodcourt() {
        noClasses()
                .that()
                .resideInAnyPackage("tribunal.load..", "tribunal.scenario..", "tribunal.verify..", "tribunal.report..")
                .should()
                .dependOnClassesThat(resideInAPackage("foodcourt.."))
                .because("the app is replaceable")
                .check(OURS);
    }

    @Test
    void only_one_package_of_the_injector_knows_spring() {
        noClasses()
                .that()
                .resideInAPackage("tribunal..")
                .and()
                .resideOutsideOfPackage("tribunal.fault.spring..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.."))
                .check(OURS);
    }

    @Test
    void only_load_knows_gatling() {
        noClasses()
                .that()
                .resideOutsideOfPackage("tribunal.load..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.gatling.."))
                .check(OURS);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void no_package_has_more_than_25_types() {
        Map<String, Long> sizes = OURS.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        sizes.keySet().removeAll(List.of("foodcourt.port", "foodcourt.defect"));

        assertThat(sizes)
                .as("types of each package: part a package that has more")
                .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(25));
    }

    @Test
    void a_plan_of_faults_knows_nothing_of_the_app() {
        noClasses()
                .that()
                .resideInAPackage("tribunal.fault.plan..")
                .should()
                .dependOnClassesThat(resideInAPackage("foodcourt.."))
                .because("a plan is data: what it does to the app's ports is for tribunal.fault.inject")
                .check(OURS);
    }

    @Test
    void a_guarantee_knows_no_other_guarantee() {
        slices().matching("tribunal.verify.guarantee.(*)..")
                .should()
                .notDependOnEachOther()
                .because("what several of them need belongs to tribunal.verify.evidence")
                .check(OURS);
    }

    @Test
    void foodcourt_waits_only_through_its_ports() {
        noClasses()
                .that()
                .resideInAPackage("foodcourt..")
                .should()
                .dependOnClassesThat(BLOCKING)
                .because("use foodcourt.port.Threads, Signal and Mutex: simulation must see every wait")
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage("foodcourt..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .because("use foodcourt.port.Threads; pass what is needed as a parameter")
                .check(OURS);
    }

    @Test
    void foodcourt_has_no_ambient_clock_randomness_or_identity() {
        noClasses()
                .that()
                .resideInAPackage("foodcourt..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .because("use foodcourt.port.Clock")
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage("foodcourt..")
                .should()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(RandomGenerator.class)
                .because("use foodcourt.port.Randomness for jitter, and ids that derive from requests")
                .check(OURS);
    }

    @Test
    void foodcourt_keeps_no_unordered_collections() {
        noClasses()
                .that()
                .resideInAPackage("foodcourt..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(HashMap.class.getName())
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(HashSet.class.getName())
                .because("their order differs between JVMs: use TreeMap, LinkedHashMap or List")
                .check(OURS);
    }

    @Test
    void foodcourt_has_no_mutable_statics_and_no_monitors() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage("foodcourt..")
                .and()
                .areStatic()
                .should()
                .beFinal()
                .check(OURS);
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("foodcourt..")
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .because("use foodcourt.port.Mutex")
                .check(OURS);
    }

    @Test
    void the_judge_and_the_fates_have_no_clock_and_no_randomness() {
        noClasses()
                .that()
                .resideInAnyPackage("tribunal.verify..", "tribunal.fault.plan..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .because("verdicts and fates are pure functions")
                .check(OURS);
    }

    @Test
    void names_say_what_a_thing_is() {
        classes()
                .that()
                .resideInAnyPackage("tribunal..", "foodcourt..")
                .should()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .check(OURS);
    }
}
