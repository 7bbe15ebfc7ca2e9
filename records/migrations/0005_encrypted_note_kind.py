from django.db import migrations

import records.fields


class Migration(migrations.Migration):
    dependencies = [("records", "0004_study_uid_key")]
    # Made anew: a plain text column cannot be turned into ciphertext in place.
    operations = [
        migrations.RemoveField(model_name="note", name="kind"),
        migrations.AddField(
            model_name="note",
            name="kind",
            field=records.fields.EncryptedTextField(blank=True, default="", editable=False),
        ),
    ]
