package org.heeded.examples.spring;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.heeded.DecisionLog;
import org.heeded.LogOptions;
import org.heeded.privacy.DirectoryKeyStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** All the wiring that the log needs. Copy this and {@link LogMetrics}. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    /**
     * The log. The proxy makes it take part: within {@code @Transactional} it works on the transaction's own connection, and
     * its entries commit and roll back with the tool's rows; elsewhere each append is a transaction of its own. Spring closes
     * the log at the end, before the pool.
     */
    @Bean
    DecisionLog decisionLog(DataSource dataSource, MeterRegistry meters, @Value("${agency.log-keys}") Path keys) {
        makeTables(dataSource);
        return DecisionLog.open(
                new TransactionAwareDataSourceProxy(dataSource),
                LogOptions.DEFAULT
                        // not in the database, nor in its backups: who deletes a key has erased a person everywhere
                        .keys(DirectoryKeyStore.open(keys))
                        .listener(new LogMetrics(meters)));
    }

    /** The log brings its tables as SQL for Flyway; its history is apart from that of the tool, whose versions it ignores. */
    private static void makeTables(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:org/heeded/log/schema/postgresql")
                .placeholders(Map.of("heeded", "heeded_"))
                .table("heeded_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
