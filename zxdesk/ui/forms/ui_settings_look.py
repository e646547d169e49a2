# mypy: ignore-errors
# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings_look.ui'
##
## Created by: Qt User Interface Compiler version 6.8.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QDialog, QGridLayout, QHBoxLayout,
    QLabel, QSizePolicy, QVBoxLayout, QWidget)

class Ui_SettingsLook(object):
    def setupUi(self, SettingsLook):
        if not SettingsLook.objectName():
            SettingsLook.setObjectName(u"SettingsLook")
        self.column = QVBoxLayout(SettingsLook)
        self.column.setSpacing(0)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.grid = QGridLayout()
        self.grid.setObjectName(u"grid")
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(8)
        self.grid.setContentsMargins(16, 16, 16, 16)
        self.size_label = QLabel(SettingsLook)
        self.size_label.setObjectName(u"size_label")
        self.size_label.setProperty(u"role", u"muted")

        self.grid.addWidget(self.size_label, 0, 0, 1, 1)

        self.size = QWidget(SettingsLook)
        self.size.setObjectName(u"size")
        self.size_row = QHBoxLayout(self.size)
        self.size_row.setObjectName(u"size_row")
        self.size_row.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.size, 0, 1, 1, 1)

        self.theme_label = QLabel(SettingsLook)
        self.theme_label.setObjectName(u"theme_label")
        self.theme_label.setProperty(u"role", u"muted")

        self.grid.addWidget(self.theme_label, 1, 0, 1, 1)

        self.theme = QWidget(SettingsLook)
        self.theme.setObjectName(u"theme")
        self.theme_row = QHBoxLayout(self.theme)
        self.theme_row.setObjectName(u"theme_row")
        self.theme_row.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.theme, 1, 1, 1, 1)

        self.hint = QLabel(SettingsLook)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)
        self.hint.setProperty(u"role", u"second")

        self.grid.addWidget(self.hint, 2, 1, 1, 1)


        self.column.addLayout(self.grid)

        self.foot = QWidget(SettingsLook)
        self.foot.setObjectName(u"foot")
        self.foot_row = QVBoxLayout(self.foot)
        self.foot_row.setObjectName(u"foot_row")
        self.foot_row.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.foot)


        self.retranslateUi(SettingsLook)

        QMetaObject.connectSlotsByName(SettingsLook)
    # setupUi

    def retranslateUi(self, SettingsLook):
        SettingsLook.setWindowTitle(QCoreApplication.translate("SettingsLook", u"\u5916\u89c2", None))
        self.size_label.setText(QCoreApplication.translate("SettingsLook", u"\u5b57\u53f7", None))
        self.theme_label.setText(QCoreApplication.translate("SettingsLook", u"\u660e\u6697", None))
        self.hint.setText(QCoreApplication.translate("SettingsLook", u"\u6362\u5b57\u53f7\u540e\uff0c\u5df2\u6253\u5f00\u7684\u7a97\u53e3\u4e0b\u6b21\u6253\u5f00\u65f6\u6309\u65b0\u5c3a\u5bf8\u6392\u5217\u3002", None))
    # retranslateUi

