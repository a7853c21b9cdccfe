package org.heeded.examples.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.heeded.model.ClientId;
import org.heeded.model.HeededException;

/**
 * Writes a report on every client of a log, and one on all.
 *
 * <pre>
 * spark-submit --master … heeded-spark.jar LOG OUT [PLAN]
 * </pre>
 *
 * <p>LOG is the directory of a log, OUT one that is not there yet, PLAN a file with an analysis plan in JSON; each in any file
 * system that Spark reads. {@code OUT/clients} then has a report for each client, named by its id as in a URL, and {@code
 * OUT/report.json} and {@code OUT/report.html} are on all of them and are written last.
 *
 * <p>The figures are those of {@link org.heeded.DecisionLog#report(org.heeded.ReportRequest)}. Checkpoints are left out, and so
 * are the titles of advice that waits and was about a person: what was sealed or erased is not looked at.
 */
public final class ClusterReport {

    private ClusterReport() {}

    /**
     * Runs the job.
     *
     * @param args LOG OUT [PLAN]
     * @throws HeededException if the log is not what was written; names file and line
     * @throws Exception if something else fails
     */
    public static void main(String[] args) throws Exception {
        if (args.length < 2 || args.length > 3) {
            throw new IllegalArgumentException(
                    "LOG OUT [PLAN] are asked for, but there are " + args.length + " arguments");
        }
        SparkConf conf = new SparkConf()
                .setIfMissing("spark.app.name", "Heeded")
                .setIfMissing("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            String plan = args.length == 3 ? text(new Path(args[2]), spark.hadoopConfiguration()) : "{}";
            run(spark, new Path(args[0]), new Path(args[1]), new Question(plan, Instant.now()));
        }
    }

    private static String text(Path file, Configuration hadoop) throws IOException {
        try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Reads a log and writes the reports. */
    static void run(JavaSparkContext spark, Path log, Path out, Question question) throws Exception {
        Configuration hadoop = spark.hadoopConfiguration();
        if (out.getFileSystem(hadoop).exists(out)) {
            throw new FileAlreadyExistsException(out + " is there already");
        }
        LogFiles files = LogFiles.list(log, hadoop);
        ReportDirectory reports = new ReportDirectory(out.toString(), new SerializableConfiguration(hadoop));
        try {
            JavaPairRDD<String, byte[]> clients =
                    clients(spark, files, question).persist(StorageLevel.MEMORY_AND_DISK());
            Share all = Share.read(clients.values()
                    .mapPartitions(shares -> List.of(Share.sum(shares)).iterator())
                    .treeReduce((a, b) -> Share.sum(List.of(a, b).iterator())));
            long entries = all.entries();
            clients.foreach(one -> {
                ClientId client = new ClientId(one._1());
                reports.write(
                        question.report(Share.read(one._2()), entries, Optional.of(client)),
                        "clients/" + ReportDirectory.name(client));
            });
            reports.write(question.report(all, entries, Optional.empty()), "report");
        } catch (Exception e) {
            throw cause(e);
        }
    }

    /** What each client's engagements come to. */
    private static JavaPairRDD<String, byte[]> clients(JavaSparkContext spark, LogFiles files, Question question) {
        int partitions = Math.max(files.size(), spark.defaultParallelism());
        return spark.binaryFiles(files.directory(), partitions)
                .values()
                .flatMap(files::read)
                .mapToPair(Shuffled::of)
                .repartitionAndSortWithinPartitions(new Shuffled.ByEngagement(partitions), Shuffled.ORDER)
                .mapPartitionsToPair(records -> new Engagements(records, files.segments(), question))
                .groupByKey(partitions)
                .mapValues(shares -> Share.sum(shares.iterator()));
    }

    /** The library's own exception, where that is what made the job fail. */
    private static Exception cause(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HeededException own) {
                return own;
            }
        }
        return failure;
    }
}
