package org.heeded;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data flows one way: who may import whom, held by a test. */
class ArchitectureTest {

    private static final String ROOT = "org.heeded";

    /** Package → the packages of ours that it may import. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.of(
            "model", List.of(),
            "stats", List.of(),
            "evidence", List.of(),
            "privacy", List.of("model"),
            "dossier", List.of("model"),
            "log", List.of("model", "evidence", "privacy"),
            "partnership", List.of("model", "dossier", "stats"),
            "report", List.of("model", "dossier", "stats", "partnership", "report.page"),
            "report.page", List.of(),
            "exchange", List.of("model", "dossier"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @TestFactory
    List<DynamicTest> eachPackageImportsOnlyWhatItMay() {
        return MAY_IMPORT.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> {
                    String[] allowed = Arrays.stream(rule.getValue().toArray(String[]::new))
                            .map(name -> ROOT + "." + name)
                            .toArray(String[]::new);
                    String self = ROOT + "." + rule.getKey();
                    noClasses()
                            .that(resideInAPackage(self))
                            .should()
                            .dependOnClassesThat(resideInAPackage(ROOT + "..")
                                    .and(resideOutsideOfPackages(self))
                                    .and(resideOutsideOfPackages(allowed)))
                            .allowEmptyShould(true)
                            .check(CLASSES);
                }))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "evidence"})
    void modelAndEvidenceNeedTheJdkOnly(String name) {
        String self = ROOT + "." + name;
        noClasses()
                .that(resideInAPackage(self))
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(self, "java..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void noPackageIsADrawerForTheRest() {
        noClasses()
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.be(
                        resideInAnyPackage("..util..", "..common..", "..impl..", "..internal..", "..helper..")))
                .check(CLASSES);
    }

    @Test
    void everyPackageHasARule() {
        assertThat(CLASSES.stream()
                        .map(c -> c.getPackageName())
                        .filter(name -> !name.equals(ROOT))
                        .map(name -> name.substring(ROOT.length() + 1)))
                .isSubsetOf(MAY_IMPORT.keySet());
    }
}
