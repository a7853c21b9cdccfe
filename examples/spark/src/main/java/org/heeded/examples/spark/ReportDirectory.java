package org.heeded.examples.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.heeded.Report;
import org.heeded.evidence.Hash;
import org.heeded.model.ClientId;
import org.heeded.report.Audience;

/**
 * Where reports go, in any file system: each as JSON and as an HTML page.
 *
 * @param path the directory
 * @param hadoop how the file system is reached
 */
record ReportDirectory(String path, SerializableConfiguration hadoop) implements Serializable {

    private static final int LONGEST_NAME = 200;

    void write(Report report, String name) throws IOException {
        write(report.toJson(Audience.SHARED), name + ".json");
        write(report.toHtml(Audience.SHARED), name + ".html");
    }

    /** Whole or not at all as far as the file system has it so; a task that is run again writes the same bytes again. */
    private void write(String text, String name) throws IOException {
        Path file = new Path(path, name);
        try (OutputStream out = file.getFileSystem(hadoop.value()).create(file, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A client's id as the name of a file: itself, as far as it is made of plain letters and figures. */
    static String name(ClientId client) {
        String name = URLEncoder.encode(client.value(), StandardCharsets.UTF_8).replace("*", "%2A");
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        byte[] hash = Hash.leaf(client.value().getBytes(StandardCharsets.UTF_8)).bytes();
        return name.substring(0, LONGEST_NAME / 2) + "~" + HexFormat.of().formatHex(hash);
    }
}
