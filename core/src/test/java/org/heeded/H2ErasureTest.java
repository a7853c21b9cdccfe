package org.heeded;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

class H2ErasureTest extends DatabaseErasureContract {

    @Override
    DataSource source() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + temp.resolve("h2").toAbsolutePath());
        return source;
    }
}
