package org.heeded;

import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

class SqliteErasureTest extends DatabaseErasureContract {

    @Override
    DataSource source() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + temp.resolve("sqlite.db").toAbsolutePath());
        return source;
    }
}
